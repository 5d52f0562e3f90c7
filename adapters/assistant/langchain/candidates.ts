import type { Content } from '../../../core/content/content.ts'
import { type Matter, mattersOf } from '../../../core/matters/matter.ts'
import type { Classification } from '../../../core/ports/assistant.ts'

/** How many matters a model may choose from: the whole list would cost ten thousand tokens a letter. */
const MOST = 20

/** The pairs of characters of each matter's own words, and how rare each pair is. */
interface Pairs {
  readonly of: ReadonlyMap<string, ReadonlySet<string>>
  readonly rarity: ReadonlyMap<string, number>
}

const pairsIn = (text: string): ReadonlySet<string> => {
  const characters = [...text.replace(/[^\p{L}\p{N}]/gu, '')]
  return new Set(characters.slice(1).map((character, n) => `${characters[n]}${character}`))
}

const pairsOf = (content: Content): Pairs => {
  const matters = [...mattersOf(content).values()]
  const of = new Map(
    matters.map(({ code, name, plain, keywords }) => [
      code,
      pairsIn([name['zh-CN'], plain['zh-CN'], ...keywords].join('')),
    ]),
  )
  const counts = new Map<string, number>()
  for (const pairs of of.values()) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const rarity = new Map([...counts].map(([pair, count]) => [pair, Math.log((matters.length + 1) / count)]))
  return { of, rarity }
}

/** The matters that a letter may belong to: what was found without a model first, then what shares most with its words. */
export const candidatesFor = (content: Content, letter: string, found: Classification): readonly Matter[] => {
  const matters = mattersOf(content)
  const { of, rarity } = content.derive(pairsOf)
  const said = pairsIn(letter)
  const likeness = (code: string): number => {
    let sum = 0
    for (const pair of of.get(code) ?? []) if (said.has(pair)) sum += rarity.get(pair) ?? 0
    return sum
  }
  const first = [...(found.best === undefined ? [] : [found.best]), ...found.alternatives].map(({ matter }) => matter)
  const others = [...matters.keys()]
    .map((code) => [code, likeness(code)] as const)
    .sort(([, a], [, b]) => b - a)
    .map(([code]) => code)
  return [...new Set([...first, ...others])].slice(0, MOST).flatMap((code) => matters.get(code) ?? [])
}

/** Every matter of a category; none where there is no such category. */
export const mattersIn = (content: Content, category: string): readonly Matter[] =>
  [...mattersOf(content).values()].filter((matter) => matter.category === category)

/** As the prompt shows them. */
export const linesOf = (candidates: readonly Matter[]): string =>
  candidates
    .map(({ code, category, name, plain }) => `${code} | ${category} | ${name['zh-CN']} | ${plain['zh-CN']}`)
    .join('\n')

/** Every first-level category of the office's list. */
export const categoriesOf = (content: Content): readonly string[] => [
  ...new Set([...mattersOf(content).values()].map(({ category }) => category)),
]
