/**
 * One new letter against 100,000: memory, how long the index takes to build, and a question, in milliseconds.
 * The yardstick in the same run: the cosine of words (the platform's own segmentation) with every one of 2,000, times 50.
 * Run: npx tsx --expose-gc bench/one-letter.ts [HOW_MANY]
 */
import { existsSync, readFileSync } from 'node:fs'
import { createIndex, type ProblemLetter } from '../core/same-problem/index.ts'

const stream = new URL('../../shared/data/letters-stream.jsonl', import.meta.url)
if (!existsSync(stream)) {
  console.log('../shared/data/letters-stream.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
interface Letter {
  readonly id: string
  readonly subject: string
  readonly detail: string
}
const letters = readFileSync(stream, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Letter => JSON.parse(line))
const count = Number(process.argv[2] ?? 100_000)

/** Other letters by other places: the stream again and again, with districts and body exchanged. */
const letterAt = (n: number): ProblemLetter => {
  const one = letters[n % letters.length]
  const other = letters[(n * 31 + 7) % letters.length]
  return {
    id: String(n),
    subject: one?.subject,
    detail: n < letters.length ? one?.detail : other?.detail,
  }
}
const megabytes = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}
const spread = (times: number[]): string => {
  times.sort((one, other) => one - other)
  const at = (part: number): string => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`
}
const timed = (act: () => unknown): number => {
  const began = performance.now()
  act()
  return performance.now() - began
}

const before = megabytes()
const index = createIndex()
const building = timed(() => {
  for (let n = 0; n < count; n++) index.add(letterAt(n))
})
console.log(
  `index of ${index.size}: ${(building / 1000).toFixed(1)} s (${(building / index.size).toFixed(3)} ms a letter), ${(megabytes() - before).toFixed(0)} MB`,
)
const asked = letters.filter((_, n) => n % 10 === 3)
for (const letter of asked.slice(0, 20)) index.candidates({ ...letter, id: 'new' })
console.log(
  `one new letter: ${spread(asked.map((letter) => timed(() => index.candidates({ ...letter, id: 'new' }, 120))))}`,
)
const changing = timed(() => {
  for (let n = 0; n < 1_000; n++) index.add(letterAt(n))
})
console.log(`one that changed: ${(changing / 1_000).toFixed(2)} ms`)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = ({ subject, detail }: ProblemLetter): ReadonlySet<string> =>
  new Set([...segmenter.segment(`${subject} ${detail}`)].filter((each) => each.isWordLike).map((each) => each.segment))
const plain = letters.slice(0, 2_000).map(wordsOf)
const plainly = asked.slice(0, 40).map((letter) =>
  timed(() => {
    const own = wordsOf(letter)
    return plain
      .map((words) => [...own].filter((word) => words.has(word)).length / Math.sqrt(own.size * words.size))
      .toSorted((one, other) => other - one)
      .slice(0, 120)
  }),
)
console.log(`yardstick, every letter looked at (of 2,000, times 50): ${spread(plainly.map((each) => each * 50))}`)
