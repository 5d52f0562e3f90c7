import type { Content } from '../content/content.ts'
import { toSimplified } from '../content/traditional.ts'
import { namesIn } from '../people/names.ts'
import { type Matter, mattersOf } from './matter.ts'

const namesOf = (content: Content) => namesIn([...mattersOf(content).values()], ({ name }) => [name['zh-CN'], name.en])
const keywordsOf = (content: Content) => namesIn([...mattersOf(content).values()], ({ keywords }) => keywords)

const MOST = 8

/**
 * The matters that `words` name: by code, by number in the list, by name or by keyword, small typing mistakes
 * forgiven, Traditional read as Simplified; best first. One alone where there is no doubt.
 */
export const findMatters = (content: Content, words: string): readonly Matter[] => {
  const wanted = toSimplified(words.trim())
  const all = [...mattersOf(content).values()]
  const coded = all.find(({ code }, n) => code === wanted.toLowerCase() || String(n + 1) === wanted)
  if (coded !== undefined) return [coded]
  const named = all.filter(({ name }) => name['zh-CN'] === wanted || name.en.toLowerCase() === wanted.toLowerCase())
  if (named.length > 0) return named
  const names = content.derive(namesOf).find(wanted, MOST)
  const keywords = content.derive(keywordsOf).find(wanted, MOST)
  return [...new Set([...names, ...keywords])].slice(0, MOST)
}

/** The matters whose names or keywords are most like `words`, which none has. */
export const mattersLike = (content: Content, words: string, most = 4): readonly Matter[] => {
  const wanted = toSimplified(words.trim())
  const names = content.derive(namesOf).alike(wanted, most)
  return [...new Set([...names, ...content.derive(keywordsOf).alike(wanted, most)])].slice(0, most)
}
