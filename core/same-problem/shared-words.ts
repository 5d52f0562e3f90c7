import type { Paired, Pairs } from './pairs.ts'

const MOST = 4

/** The longest runs of characters of `one` whose pairs are among `theirs`, the weightiest first. */
export const sharedWords = (one: Paired, theirs: ReadonlySet<number>, pairs: Pairs): readonly string[] => {
  const words = `${one.reading.subject} ${one.reading.body}`
  const runs = new Map<string, number>()
  let run = ''
  let weight = 0
  for (let at = 0; at < words.length; at++) {
    const pair = pairs.numberOf(words, at)
    if (pair !== undefined && theirs.has(pair)) {
      run += run === '' ? words.slice(at, at + 2) : words.charAt(at + 1)
      weight += pairs.weight(pair)
      continue
    }
    if (run !== '') runs.set(run, weight)
    run = ''
    weight = 0
  }
  return [...runs]
    .filter(([, each]) => each > 0)
    .sort((first, second) => second[1] - first[1])
    .slice(0, MOST)
    .map(([each]) => each)
}
