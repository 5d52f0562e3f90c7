import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Answer, Answers } from '../conversation/conversation.ts'
import type { Form } from '../conversation/form.ts'
import { repeatOf, rowsOf } from '../conversation/form-plan.ts'
import { kindOf } from '../conversation/kinds/index.ts'
import type { Lookups } from '../conversation/kinds/kind.ts'
import type { Context } from '../kernel/context.ts'
import { matterLookup } from '../matters/lookup.ts'
import { personLookup, placeLookup, unitLookup } from '../people/lookups.ts'

const LOOKUPS: Lookups = { unit: unitLookup, person: personLookup, place: placeLookup, matter: matterLookup }

/** One question of a form as a column: its name, what stands over it, and whether it is asked in rounds. */
export interface Column {
  readonly name: string
  readonly label: string
  readonly group?: string
}

/** What a form asks, in its order. */
export const columnsOf = (form: Form, language: Language): readonly Column[] => [
  ...form.fields.map((field) => {
    const repeat = repeatOf(form, field)
    return {
      ...{ name: field.name, label: inLanguage(field.label, language) },
      ...(repeat === undefined ? {} : { group: repeat.name }),
    }
  }),
  ...form.computed.flatMap(({ name, label }) =>
    label === undefined ? [] : [{ name, label: inLanguage(label, language) }],
  ),
]

/** One answer in the reader's words; a number stays one. */
export const cellOf = async (
  context: Context,
  form: Form,
  name: string,
  answer: Answer | undefined,
  language: Language,
): Promise<string | number> => {
  if (answer === undefined) return ''
  if (typeof answer === 'number') return answer
  const field = form.fields.find((each) => each.name === name)
  if (field === undefined) return String(answer)
  return kindOf(field).show(field, answer, { context, language, lookups: LOOKUPS, current: answer })
}

/** Everything that was answered, a line each; of a repeated group every round. */
export const linesOf = async (
  context: Context,
  form: Form,
  answers: Answers,
  language: Language,
): Promise<readonly (readonly [label: string, words: string])[]> => {
  const lines: (readonly [string, string])[] = []
  for (const { name, label, group } of columnsOf(form, language)) {
    const given = group === undefined ? [answers[name]] : rowsOf(answers[group]).map(({ row }) => row[name])
    for (const [n, answer] of given.entries()) {
      if (answer === undefined) continue
      const words = String(await cellOf(context, form, name, answer, language))
      lines.push([group === undefined ? label : `${label} ${n + 1}`, words])
    }
  }
  return lines
}
