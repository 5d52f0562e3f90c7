import { wordsOf } from '../command.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import { expectWords, type Kind } from './kind.ts'

/** Words, as many lines as the field takes. */
export const text: Kind<FieldOf<'text'> | FieldOf<'longText'>> = {
  wants: 'text',
  options: () => [],
  read: async (field, act) => {
    const words = cleanWords(wordsOf(act) ?? '')
    if (words === '') return { fault: expectWords }
    if (words.length > field.max) return { fault: 'form.too-long', params: { length: words.length, max: field.max } }
    return { value: words }
  },
  show: async (_field, value) => String(value),
}
