import { DateTime } from 'luxon'
import { calendarOf } from '../../calendar/content.ts'
import { wordsOf } from '../command.ts'
import type { FieldOf } from '../form.ts'
import { cleanWords } from '../words.ts'
import { dayMeant } from './day.ts'
import { deadlineMeant } from './deadline.ts'
import type { Kind } from './kind.ts'
import { numeral } from './numerals.ts'

/** Full-width digits, signs and points as plain ones. */
const half = (words: string): string => words.normalize('NFKC')

/** What may stand behind a number of things without saying another amount. */
const COUNTED = /(?:个?工作日|个|人|名|位|户|家|件|次|处|盏|头|只|天|号|日|月|年|分|岁|元|块|people|times|days)$/iu

/** `12`, `１２`, `1,200`, `12人`, `十二`; undefined for what may mean another amount, such as 两三个 or 3千. */
const amount = (words: string): number | undefined => {
  const plain = half(words).replace(/[,\s]/g, '').replace(COUNTED, '')
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : numeral(plain)
}

/** A mark from 1 to 5 is a tap; of more numbers the right one is written sooner than found. */
const MOST_TAPPED = 6

const marks = ({ whole, min, max }: FieldOf<'number'>): readonly string[] =>
  whole !== true || min === undefined || !Number.isInteger(min) || max === undefined || max - min >= MOST_TAPPED
    ? []
    : Array.from({ length: max - min + 1 }, (_, n) => String(min + n))

/** A number, in half-width or full-width digits, or in words; one of a few is chosen by a tap as well. */
export const number: Kind<FieldOf<'number'>> = {
  wants: 'number',
  options: (field) => marks(field).map((mark) => ({ value: mark, label: mark })),
  read: async (field, act, { chosen }) => {
    const value = amount(cleanWords(chosen ?? wordsOf(act) ?? ''))
    if (value === undefined) return { fault: 'form.number-wanted' }
    if (field.whole && !Number.isInteger(value)) return { fault: 'form.number-whole' }
    if (field.min !== undefined && value < field.min)
      return { fault: 'form.number-too-small', params: { min: field.min } }
    if (field.max !== undefined && value > field.max)
      return { fault: 'form.number-too-large', params: { max: field.max } }
    return { value }
  },
  show: async (_field, value) => String(value),
}

/** A day, kept as `YYYY-MM-DD`. */
export const date: Kind<FieldOf<'date'>> = {
  wants: 'date',
  options: () => [],
  read: async (_field, act, { context }) => {
    const words = half(cleanWords(wordsOf(act) ?? ''))
    const calendar = calendarOf(context.content)
    const day = dayMeant(words, context.now, calendar.timeZone) ?? deadlineMeant(words, context.now, calendar)
    return day === undefined ? { fault: 'form.date-wanted' } : { value: day }
  },
  show: async (_field, value, { language }) =>
    DateTime.fromISO(String(value))
      .setLocale(language)
      .toFormat(language === 'en' ? 'd LLL yyyy (ccc)' : 'yyyy年M月d日(ccc)'),
}

/** Consent to what the question says: yes, or the form can't go on. */
export const consent: Kind<FieldOf<'consent'>> = {
  wants: 'choice',
  options: (_field, { context, language }) => [{ value: 'yes', label: context.content.say(language, 'form.agree') }],
  read: async (_field, act, asking) => {
    const words = cleanWords(wordsOf(act) ?? '')
    const agreed = asking.chosen === 'yes' || words === asking.context.content.say(asking.language, 'form.agree')
    return agreed ? { value: true } : { fault: 'form.consent-wanted' }
  },
  show: async (_field, _value, { context, language }) => context.content.say(language, 'form.agree'),
}
