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
    pairs: new Pairs(words.map(textsOf)),
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

const textsOf = ({ keywords, names, plain }: MatterWords): readonly string[] => [...keywords, ...names, plain]

const keywordsOf = (all: readonly MatterWords[]): Phrases<readonly Vote[]> => {
  const shares = new Map<string, Map<number, number>>()
  for (const [matter, { keywords, names }] of all.entries()) {
    for (const [words, share] of [[names, NAME] as const, [keywords, 1] as const]) {
      for (const word of words) {
        if (share < 1 && word.length < 2) continue
        const owners = shares.get(word) ?? new Map<number, number>()
        shares.set(word, owners.set(matter, (owners.get(matter) ?? 0) + share))
      }
    }
  }
  const phrases = new Phrases<Vote[]>()
  const votes = new Map([...shares.keys()].map((word) => [word, [] as Vote[]]))
  for (const [word, each] of votes) phrases.add(word, each)
  const counts = inHowMany(phrases, all)
  for (const [word, each] of votes) {
    const owners = shares.get(word) ?? new Map<number, number>()
    const rare = rarity(all.length, counts.get(each) ?? 1) * telling(word)
    const weight = (rare * (1 + PER_CHARACTER * (Math.min(word.length, LONGEST) - 2))) / Math.sqrt(owners.size)
    for (const [matter, share] of owners) each.push({ matter, weight: weight * share })
  }
  return phrases
}

/** Of how many matters the words hold each phrase. */
const inHowMany = <T>(phrases: Phrases<T>, all: readonly MatterWords[]): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>()
  for (const words of all) {
    const found = new Set(phrases.all(textsOf(words).join(BREAK)).map(({ value }) => value))
    for (const each of found) counts.set(each, (counts.get(each) ?? 0) + 1)
  }
  return counts
}
