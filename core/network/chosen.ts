import { type Answers, Place } from '../conversation/conversation.ts'
import type { Field, Form } from '../conversation/form.ts'
import { repeatsOf, rowsOf } from '../conversation/form-plan.ts'

/** Words, files and people are not counted by what they are, only that they are there. */
const THERE = '*'

/**
 * What was chosen in a form, in one string such as `openness=fair;needs=road;needs=water;text=*`: answers that chose the
 * same have the same, so that an index over it counts every question at once.
 */
export const chosenIn = (form: Form, answers: Answers): string => {
  const rounds = repeatsOf(form).flatMap(({ name }) => rowsOf(answers[name]).map(({ row }) => row))
  return form.fields
    .flatMap((field) =>
      [answers, ...rounds].flatMap((given) =>
        valuesOf(field.kind, given[field.name]).map((value) => `${field.name}=${encodeURIComponent(value)}`),
      ),
    )
    .join(';')
}

const valuesOf = (kind: Field['kind'], answer: unknown): readonly string[] => {
  if (answer === undefined || answer === '') return []
  if (kind === 'text' || kind === 'longText' || kind === 'files' || kind === 'person')
    return Array.isArray(answer) && answer.length === 0 ? [] : [THERE]
  if (kind === 'place') {
    const place = Place.safeParse(answer).data
    return place === undefined ? [] : [place.code ?? THERE]
  }
  if (Array.isArray(answer)) return answer.filter((each) => typeof each === 'string')
  return [String(answer)]
}

/** How often each value of each field was chosen, by field and value. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Counts every field of `counted`: how often each string of `chosenIn` there is. */
export const tallyOf = (counted: Iterable<readonly [string, number]>): Tally => {
  const pairs = new Map<string, number>()
  for (const [chosen, count] of counted)
    for (const pair of chosen.split(';')) if (pair !== '') pairs.set(pair, (pairs.get(pair) ?? 0) + count)
  const tally = new Map<string, Map<string, number>>()
  for (const [pair, count] of pairs) {
    const at = pair.indexOf('=')
    const [field, value] = [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
    const values = tally.get(field) ?? new Map<string, number>()
    tally.set(field, values.set(value, count))
  }
  return tally
}
