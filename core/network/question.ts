import { z } from 'zod'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Field, Form } from '../conversation/form.ts'

/** So many bars are read at one look; of places and units the rest stands together. */
const BARS = 10
const BINS = 5

const Bar = z.strictObject({ value: z.string(), label: z.string(), count: z.number() })
type Bar = z.infer<typeof Bar>

/** One question with how it was answered, ready for a chart. */
export const Question = z.strictObject({
  field: z.string(),
  kind: z.string(),
  label: z.string(),
  /** How many answers it has; of a repeated group how many rounds. */
  answered: z.number(),
  /** One for each option, number, month or place; empty where people wrote words. */
  counts: z.array(Bar),
  /** Of numbers alone. */
  numbers: z.strictObject({ least: z.number(), most: z.number(), mean: z.number(), median: z.number() }).optional(),
})
export type Question = z.infer<typeof Question>

/** What the words for values of places, units and matters are; the value itself where it is not known. */
export type NameOf = (kind: 'place' | 'unit' | 'matter', code: string) => string

/** What is asked about one field: as it is now, and as it was in the versions before that were answered. */
export interface AskedField {
  readonly field: Field
  /** Whether it still stands in the form; what only stood in earlier versions is shown where it was answered. */
  readonly isNow: boolean
  readonly options: readonly { readonly value: string; readonly label: Form['title']; readonly isNow: boolean }[]
}

/** The fields of all versions, the newest first: each once, with the options of all. */
export const fieldsOf = (now: Form, earlier: readonly Form[]): readonly AskedField[] => {
  const fields = new Map<string, { field: Field; isNow: boolean; options: AskedField['options'][number][] }>()
  for (const form of [now, ...earlier])
    for (const field of form.fields) {
      const isNow = form === now
      const known = fields.get(field.name) ?? { field, isNow, options: [] }
      fields.set(field.name, known)
      for (const { value, label } of 'options' in field ? field.options : [])
        if (!known.options.some((option) => option.value === value)) known.options.push({ value, label, isNow })
    }
  return [...fields.values()]
}

type Counts = ReadonlyMap<string, number>
type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** How a field was answered; nothing for one that stands in the form no more and that nobody answered. */
export const questionOf = (
  { field, isNow, options }: AskedField,
  counted: Counts,
  { language, say, nameOf }: { readonly language: Language; readonly say: Say; readonly nameOf: NameOf },
): Question | undefined => {
  const head = { field: field.name, kind: field.kind, label: inLanguage(field.label, language) }
  const given = sumOf(counted)
  if (!isNow && given === 0) return undefined
  switch (field.kind) {
    case 'choice':
    case 'several': {
      const counts = options.flatMap(({ value, label, isNow: isOffered }) => {
        const count = counted.get(value) ?? 0
        return isOffered || count > 0 ? [{ value, label: inLanguage(label, language), count }] : []
      })
      return { ...head, answered: given, counts }
    }
    case 'consent': {
      const counts = ['true', 'false'].map((value) => ({
        ...{ value, label: say(`network.answer-${value}`), count: counted.get(value) ?? 0 },
      }))
      return { ...head, answered: given, counts }
    }
    case 'number':
      return { ...head, answered: given, ...ofNumbers(counted, say) }
    case 'date':
      return { ...head, answered: given, counts: byMonth(counted) }
    case 'place':
    case 'unit':
    case 'units':
    case 'matter': {
      const kind = field.kind === 'units' ? 'unit' : field.kind
      return { ...head, answered: given, counts: most(counted, (code) => nameOf(kind, code), say) }
    }
    default:
      return { ...head, answered: given, counts: [] }
  }
}

const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** A scale shows each of its numbers, anything else five spans of the same width. */
const ofNumbers = (counted: Counts, say: Say): Pick<Question, 'counts' | 'numbers'> => {
  const sorted = [...counted].map(([value, count]) => [Number(value), count] as const).toSorted(([a], [b]) => a - b)
  const [least, most_] = [sorted.at(0)?.[0], sorted.at(-1)?.[0]]
  if (least === undefined || most_ === undefined) return { counts: [] }
  const all = sumOf(counted)
  const mean = Math.round((sorted.reduce((sum, [value, count]) => sum + value * count, 0) / all) * 100) / 100
  const numbers = { least, most: most_, mean, median: medianOf(sorted, all) }
  const bar = (value: number, label: string, count: number): Bar => ({ value: String(value), label, count })
  if (sorted.length <= BARS && sorted.every(([value]) => Number.isInteger(value)))
    return { numbers, counts: sorted.map(([value, count]) => bar(value, String(value), count)) }
  const width = (most_ - least) / BINS
  const counts = Array.from({ length: BINS }, (_, n) => {
    const [from, to] = [least + n * width, n === BINS - 1 ? most_ : least + (n + 1) * width]
    const inside = sorted.filter(([value]) => value >= from && (n === BINS - 1 ? value <= to : value < to))
    const label = say('network.span', { from: rounded(from), to: rounded(to) })
    return bar(
      from,
      label,
      inside.reduce((sum, [, count]) => sum + count, 0),
    )
  })
  return { numbers, counts }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** The one in the middle; of an even number the lower of the two. */
const medianOf = (sorted: readonly (readonly [number, number])[], all: number): number => {
  let passed = 0
  for (const [value, count] of sorted) {
    passed += count
    if (passed * 2 >= all) return value
  }
  return 0
}

const byMonth = (counted: Counts): Bar[] => {
  const months = new Map<string, number>()
  for (const [day, count] of counted) {
    const month = day.slice(0, 7)
    months.set(month, (months.get(month) ?? 0) + count)
  }
  return [...months].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => ({ value, label: value, count }))
}

const most = (counted: Counts, nameOf: (code: string) => string, say: Say): Bar[] => {
  const sorted = [...counted].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const rest = sorted.slice(BARS).reduce((sum, [, count]) => sum + count, 0)
  const shown = sorted.slice(0, BARS).map(([value, count]) => ({
    ...{ value, label: value === '*' ? say('network.elsewhere') : nameOf(value), count },
  }))
  return rest === 0 ? shown : [...shown, { value: '', label: say('network.rest'), count: rest }]
}
