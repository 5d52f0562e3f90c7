import type { Turn } from './turn.ts'
import { cleanWords, looksTraditional } from './words.ts'

/** The phrases of `key` in the person's language; who writes Traditional without having chosen it is understood too. */
export const phrases = (turn: Turn, key: string, words: string): readonly string[] => {
  const said = turn.text(key).split('|')
  return looksTraditional(words) ? [...said, ...turn.context.content.say('zh-TW', key).split('|')] : said
}

/** Whether `words` are one of the phrases and nothing else: "cancel" inside a story cancels nothing. */
export const meansAlone = (turn: Turn, key: string, words: string): boolean => {
  const plain = cleanWords(words)
    .replace(/[。.!！~～,\uFF0C\s]+$/u, '')
    .toLowerCase()
  return phrases(turn, key, words).some((phrase) => phrase.toLowerCase() === plain)
}
