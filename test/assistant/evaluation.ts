import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { readContentFolder } from '../../adapters/files/content-folder.ts'
import type { Content } from '../../core/content/content.ts'
import { loadContent } from '../../core/content/load.ts'
import { Matters } from '../../core/matters/matter.ts'
import { Places } from '../../core/people/places.ts'
import type { Classification, Extraction } from '../../core/ports/assistant.ts'

/** A chat message and where it belongs; without a matter, "unknown" is the right answer. */
export const Message = z.strictObject({ says: z.string(), matter: z.string().optional() })
export type Message = z.infer<typeof Message>

const Messages = z.strictObject({ tuning: z.array(Message), unseen: z.array(Message), fresh: z.array(Message) })

/** What should be taken out of a message; what is not named should be absent. */
export const Expected = z.strictObject({
  says: z.string(),
  place: z.string().optional(),
  since: z.string().optional(),
  wanted: z.string().optional(),
  urgent: z.literal(true).optional(),
  danger: z.literal(true).optional(),
  against: z.array(z.string()).optional(),
})
export type Expected = z.infer<typeof Expected>

const Extractions = z.strictObject({
  tuning: z.array(Expected),
  unseen: z.array(Expected),
  later: z.array(Expected),
  fresh: z.array(Expected),
  afterwards: z.array(Expected),
  styles: z.array(Expected),
  again: z.array(Expected),
})

const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

export const messages = (): z.infer<typeof Messages> => Messages.parse(read('messages.yaml'))
export const extractions = (): z.infer<typeof Extractions> => Extractions.parse(read('extraction.yaml'))

/** The sample county, as far as the assistant reads it. */
export const assistantContent = async (): Promise<Content> => {
  const source = await readContentFolder(new URL('../../content', import.meta.url).pathname)
  const needed = [...source].filter(([name]) => /^(matters|texts)\//.test(name) || name === 'places.yaml')
  return loadContent(new Map(needed), [Matters, Places])
}

/** How often a classifier is right. Shares are from 0 to 1. */
export interface Score {
  readonly known: number
  readonly unknown: number
  /** The first guess is right, whether or not it dares to call it the best. */
  readonly top1: number
  readonly top3: number
  /** The named best is right, of all messages that have a matter. */
  readonly bestRight: number
  /** The named best is wrong, of all messages that have a matter. */
  readonly bestWrong: number
  /** "Unknown" is said of what is unknown. */
  readonly unknownRight: number
}

export const scoreOf = async (
  classify: (text: string) => Promise<Classification>,
  all: readonly Message[],
): Promise<Score> => {
  const counts = { known: 0, unknown: 0, top1: 0, top3: 0, bestRight: 0, bestWrong: 0, unknownRight: 0 }
  for (const { says, matter } of all) {
    const { best, alternatives } = await classify(says)
    if (matter === undefined) {
      counts.unknown++
      if (best === undefined) counts.unknownRight++
      continue
    }
    const guesses = [...(best === undefined ? [] : [best]), ...alternatives].map((guess) => guess.matter)
    counts.known++
    if (guesses[0] === matter) counts.top1++
    if (guesses.slice(0, 3).includes(matter)) counts.top3++
    if (best?.matter === matter) counts.bestRight++
    else if (best !== undefined) counts.bestWrong++
  }
  const { known, unknown } = counts
  return {
    known,
    unknown,
    top1: counts.top1 / known,
    top3: counts.top3 / known,
    bestRight: counts.bestRight / known,
    bestWrong: counts.bestWrong / known,
    unknownRight: counts.unknownRight / unknown,
  }
}

const FIELDS = ['place', 'since', 'wanted', 'urgent', 'danger', 'against'] as const
type FieldName = (typeof FIELDS)[number]

/** How well one field is taken out. Shares are from 0 to 1. */
export interface FieldScore {
  readonly field: FieldName
  readonly expected: number
  readonly precision: number
  readonly recall: number
}

/** Words are right when they hold the expected ones or are held by them: 石桥村 for 石桥村村口 leads to the same place. */
export const sameWords = (a: string, b: string): boolean => a.includes(b) || b.includes(a)

const valuesOf = (field: FieldName, from: Expected | Extraction): readonly string[] => {
  const value = from[field]
  if (value === undefined || value === false) return []
  return value === true ? ['true'] : typeof value === 'string' ? [value] : value
}

export const fieldScores = async (
  extract: (text: string) => Promise<Extraction>,
  all: readonly Expected[],
  miss: (field: FieldName, message: Expected, found: readonly string[]) => void = () => {},
): Promise<readonly FieldScore[]> => {
  const counts = new Map(FIELDS.map((field) => [field, { expected: 0, found: 0, right: 0 }]))
  for (const message of all) {
    const extraction = await extract(message.says)
    for (const [field, count] of counts) {
      const expected = valuesOf(field, message)
      const found = valuesOf(field, extraction)
      const right = found.filter((each) => expected.some((other) => sameWords(each, other))).length
      count.expected += expected.length
      count.found += found.length
      count.right += right
      if (right !== expected.length || right !== found.length) miss(field, message, found)
    }
  }
  return [...counts].map(([field, { expected, found, right }]) => ({
    field,
    expected,
    precision: found === 0 ? 1 : right / found,
    recall: expected === 0 ? 1 : right / expected,
  }))
}
