import type { Content } from '../../../core/content/content.ts'
import { mattersOf } from '../../../core/matters/matter.ts'
import { BREAK, letterOf } from './letter.ts'
import { Phrases } from './phrases.ts'
import { SCENES } from './spoken/scenes.ts'

/** One matter for which a word speaks, and how strongly. */
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
  /** Pairs of neighbouring characters, and pairs with one character between them, of everything that is said of a matter. */
  readonly pairs: ReadonlyMap<number, readonly Vote[]>
}

// How much a place in the list of matters says about what people write.
const IN_KEYWORDS = 1
const IN_NAME = 1
const IN_PLAIN = 1
/** A pair with one character between: keeps words together that hold one wrong character. */
const APART = 0.5
/** What each character beyond two adds to a keyword, up to a length: long ones are hit by chance less often. */
const PER_CHARACTER = 0.3
const LONGEST = 6
/** How far long descriptions are held back: 0 not at all, 1 to equal sums. */
const LENGTH = 0.1

/** `content.derive(matterIndex)`. */
export const matterIndex = (content: Content): MatterIndex => {
  const matters = [...mattersOf(content).values()]
  const texts = matters.map(({ name, plain, keywords }) => ({
    keywords: [...new Set(keywords.map((each) => bare(each)))].filter((each) => each !== ''),
    names: letterOf(name['zh-CN']).words.split(BREAK),
    plain: letterOf(plain['zh-CN']).words,
  }))
  const whole = texts.map(({ keywords, names, plain }) => [...keywords, ...names, plain].join(BREAK))

  const owners = new Map<string, Map<number, number>>()
  for (const [matter, { keywords, names }] of texts.entries()) {
    for (const word of names) if (word.length >= 2) vote(owners, word, matter, 0.8)
    for (const word of keywords) vote(owners, word, matter, 1)
  }
  const phrases = new Phrases<readonly Vote[]>()
  const counts = inHowMany([...owners.keys()], whole)
  for (const [word, votes] of owners) {
    const length = Math.min(word.length, LONGEST) - 2
    const rare = rarity(matters.length, counts.get(word) ?? 1) * telling(word)
    const weight = rare * (1 + PER_CHARACTER * length)
    phrases.add(
      word,
      [...votes].map(([matter, share]) => ({ matter, weight: (weight * share) / Math.sqrt(votes.size) })),
    )
  }
  return {
    codes: matters.map(({ code }) => code),
    categories: matters.map(({ category }) => category),
    keywords: phrases,
    pairs: pairsOf(texts),
  }
}

const vote = <K>(all: Map<K, Map<number, number>>, key: K, matter: number, weight: number): void => {
  const votes = all.get(key) ?? new Map<number, number>()
  all.set(key, votes.set(matter, (votes.get(matter) ?? 0) + weight))
}

/** Small words, which stand in every sentence: a pair of them says little of what it is about. */
const SMALL = new Set(
  '的了在是我你他她它们这那有个一二两三几多不没得就都也还又再很好说讲问到去来上下里外头给要想能会让把被着过和跟与从为什么怎哪些人家天年月日时候后前大小老',
)
const BOTH_SMALL = 0.4
const ONE_SMALL = 0.7

const weightOfPair = (pair: number): number => {
  const first = SMALL.has(String.fromCharCode(Math.floor(pair / 0x10000) % 0x10000))
  const second = SMALL.has(String.fromCharCode(pair % 0x10000))
  return first && second ? BOTH_SMALL : first || second ? ONE_SMALL : 1
}

/** Keywords that only ask for somebody: any complaint may end with them. */
const ASKING = /^(?:不?晓得)?(?:该|要|去)?(?:找|问|归|打)?(?:哪个|哪里|什么)(?:单位)?(?:管|办|负责)?$|^该?找哪个|^找哪/
const ONLY_ASKS = 0.4
/** A keyword as it is looked for: one spelling, no breaks. */
const bare = (word: string): string => letterOf(word).words.replaceAll(BREAK, '')

/** What is left of a keyword that is mostly a scene. */
const SCENE = 0.4
const scenes = new Set(SCENES.map((each) => bare(each)))

const telling = (word: string): number => (scenes.has(word) ? SCENE : ASKING.test(word) ? ONLY_ASKS : 1)

/** In how many of `texts` each word stands. */
const inHowMany = (words: readonly string[], texts: readonly string[]): ReadonlyMap<string, number> => {
  const phrases = new Phrases<string>()
  for (const word of words) phrases.add(word, word)
  const counts = new Map<string, number>()
  for (const text of texts) {
    const here = new Set([...phrases.all(text)].map(({ value }) => value))
    for (const word of here) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

const rarity = (all: number, having: number): number => Math.log((all + 1) / (having + 0.5))

interface MatterWords {
  readonly keywords: readonly string[]
  readonly names: readonly string[]
  readonly plain: string
}

const pairsOf = (texts: readonly MatterWords[]): ReadonlyMap<number, readonly Vote[]> => {
  const counts = new Map<number, Map<number, number>>()
  for (const [matter, { keywords, names, plain }] of texts.entries()) {
    const add = (text: string, weight: number) =>
      eachPair(text, (pair, apart) => vote(counts, pair, matter, apart ? weight * APART : weight))
    for (const word of keywords) add(word, IN_KEYWORDS)
    for (const word of names) add(word, IN_NAME)
    add(plain, IN_PLAIN)
  }
  const lengths = new Float64Array(texts.length)
  for (const votes of counts.values())
    for (const [matter, count] of votes) lengths[matter] = (lengths[matter] ?? 0) + damped(count) ** 2
  return new Map(
    [...counts].map(([pair, votes]) => [
      pair,
      [...votes].map(([matter, count]) => ({
        matter,
        weight:
          (weightOfPair(pair) * rarity(texts.length, votes.size) * damped(count)) /
          (lengths[matter] ?? 1) ** (LENGTH / 2),
      })),
    ]),
  )
}

/** A word that stands in many keywords of one matter says more, but not that much more. */
const damped = (count: number): number => Math.log1p(count) / Math.LN2

/** Pairs of characters of `text` that no break parts: neighbours, and those with one between. */
export const eachPair = (text: string, see: (pair: number, apart: boolean, at: number) => void): void => {
  for (let at = 0; at + 1 < text.length; at++) {
    const first = text.charCodeAt(at)
    const second = text.charCodeAt(at + 1)
    if (first === BREAK_CODE || second === BREAK_CODE) continue
    see(first * 0x10000 + second, false, at)
    const third = text.charCodeAt(at + 2)
    if (at + 2 < text.length && third !== BREAK_CODE) see(0x100000000 + first * 0x10000 + third, true, at)
  }
}

const BREAK_CODE = BREAK.charCodeAt(0)
