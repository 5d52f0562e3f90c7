import type { Content, Language } from '../content/content.ts'
import { phrasesIn } from '../content/phrases.ts'
import type { Context } from '../kernel/context.ts'
import { cleanWords, looksTraditional } from './words.ts'

/** What every message is compared with is taken apart once. */
const taken = (_content: Content): Map<string, readonly string[]> => new Map()

const phrasesOf = (content: Content, language: Language, key: string): readonly string[] => {
  const known = content.derive(taken)
  const found = known.get(`${language} ${key}`)
  if (found !== undefined) return found
  const phrases = phrasesIn(content.say(language, key))
    .map((phrase) => phrase.toLowerCase())
    .filter((phrase) => phrase !== '')
  known.set(`${language} ${key}`, phrases)
  return phrases
}

/** Whose words are compared, a turn's or those of whoever is asked something. */
interface Reading {
  readonly language: Language
  readonly context: Pick<Context, 'content'>
}

/**
 * The phrases of the text `key` in small letters, in the person's language; who writes Traditional without having chosen
 * it is understood too.
 */
export const phrases = ({ context, language }: Reading, key: string, words: string): readonly string[] => {
  const said = phrasesOf(context.content, language, key)
  return looksTraditional(words) ? [...said, ...phrasesOf(context.content, 'zh-TW', key)] : said
}

/** Longer words are no phrase, nor several of them. */
const LONGEST = 100

/** Whether `words` are one of the phrases, or several of them, and nothing else: "cancel" inside a story cancels nothing. */
export const meansAlone = (reading: Reading, key: string, words: string): boolean => {
  if (words.length > LONGEST) return false
  const known = phrases(reading, key, words)
  const plain = cleanWords(words)
    .replace(/[。.!！~～,\uFF0C\s]+$/u, '')
    .toLowerCase()
  const parts = plain.split(/[,\uFF0C。\s]+/u)
  const isKnown = (part: string): boolean => known.includes(part) || known.includes(part.replace(AFTER, ''))
  return isKnown(plain) || parts.every((part) => isKnown(part) || isInRow(known, part.replace(AFTER, '')))
}

/** So many words said one after the other without a pause: 算了不发了. */
const MOST_IN_ROW = 3

const isInRow = (known: readonly string[], words: string, most = MOST_IN_ROW): boolean =>
  most > 0 &&
  known.some(
    (each) =>
      each.length > 1 &&
      words.startsWith(each) &&
      (each.length === words.length || isInRow(known, words.slice(each.length), most - 1)),
  )

/** What is said after a word and says nothing. */
const AFTER = /[嘛啊呀哈吧哦呢]+$/u
