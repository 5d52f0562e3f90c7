import type { Content } from '../../../core/content/content.ts'
import { type Matter, mattersOf } from '../../../core/matters/matter.ts'
import { BREAK, letterOf } from './letter.ts'
import { Pairs } from './pairs.ts'
import { Phrases } from './phrases.ts'
import { rarity, telling } from './telling.ts'

/** One matter for which a keyword speaks, and how strongly. */
export interface Vote {
  /** Index into `MatterIndex.codes`. */
  readonly matter: number
  readonly weight: number
}

/** The words of all matters, made once from the content. */
export interface MatterIndex {
  readonly codes: readonly string[]
  readonly categories: readonly string[]
  /** The office's keywords and names, whole. */
  readonly keywords: Phrases<readonly Vote[]>
  readonly pairs: Pairs
}

/** How much a name says beside a keyword. */
const NAME = 0.8
/** What each character beyond two adds to a keyword, up to a length: long ones are hit by chance less often. */
const PER_CHARACTER = 0.3
const LONGEST = 6

/** `content.derive(matterIndex)`. */
export const matterIndex = (content: Content): MatterIndex => {
  const matters = [...mattersOf(content).values()]
  const words = matters.map(wordsOf)
  return {
    codes: matters.map(({ code }) => code),
    categories: matters.map(({ category }) => category),
    keywords: keywordsOf(words),
    pairs: new Pairs(
      words.map(({ keywords, names, plain }) => [...keywords, ...names, plain].map((text) => [text, 1] as const)),
    ),
  }
}

interface MatterWords {
  readonly keywords: readonly string[]
  readonly names: readonly string[]
  readonly plain: string
}

const wordsOf = ({ name, plain, keywords }: Matter): MatterWords => ({
  keywords: [...new Set(letterOf(keywords.join('\n')).words.split(BREAK))].filter((each) => each !== ''),
  names: letterOf(name['zh-CN']).words.split(BREAK),
  plain: letterOf(plain['zh-CN']).words,
})

const keywordsOf = (all: readonly MatterWords[]): Phrases<readonly Vote[]> => {
  const owners = new Map<string, Map<number, number>>()
  for (const [matter, { keywords, names }] of all.entries()) {
    for (const [words, share] of [[names, NAME] as const, [keywords, 1] as const]) {
      for (const word of words) {
        if (share < 1 && word.length < 2) continue
        const votes = owners.get(word) ?? new Map<number, number>()
        owners.set(word, votes.set(matter, (votes.get(matter) ?? 0) + share))
      }
    }
  }
  const texts = all.map(({ keywords, names, plain }) => [...keywords, ...names, plain].join(BREAK))
  const counts = inHowMany([...owners.keys()], texts)
  const phrases = new Phrases<readonly Vote[]>()
  for (const [word, votes] of owners) {
    const rare = rarity(all.length, counts.get(word) ?? 1) * telling(word)
    const weight = (rare * (1 + PER_CHARACTER * (Math.min(word.length, LONGEST) - 2))) / Math.sqrt(votes.size)
    phrases.add(
      word,
      [...votes].map(([matter, share]) => ({ matter, weight: weight * share })),
    )
  }
  return phrases
}

/** In how many of `texts` each word stands. */
const inHowMany = (words: readonly string[], texts: readonly string[]): ReadonlyMap<string, number> => {
  const phrases = new Phrases<string>()
  for (const word of words) phrases.add(word, word)
  const counts = new Map<string, number>()
  for (const text of texts) {
    for (const word of new Set(phrases.all(text).map(({ value }) => value)))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
