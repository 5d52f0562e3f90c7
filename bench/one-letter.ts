/**
 * One new letter against 100,000: memory, how long the index takes to build, and a question, in milliseconds.
 * The yardstick in the same run: the cosine of words (the platform's own segmentation) with every one of 2,000, times 50.
 * Run: npx tsx --expose-gc bench/one-letter.ts [HOW_MANY]
 */
import { createIndex, type ProblemLetter } from '../core/same-problem/index.ts'
import { letterAt, streamed } from './support/letters.ts'
import { megabytes, spread, timed } from './support/measured.ts'

const letters = streamed()
const count = Number(process.argv[2] ?? 100_000)
const letterOf = (n: number): ProblemLetter => ({ id: String(n), ...letterAt(letters, n) })

const before = megabytes()
const index = createIndex()
const building = await timed(() => {
  for (let n = 0; n < count; n++) index.add(letterOf(n))
})
console.log(
  `index of ${index.size}: ${(building / 1000).toFixed(1)} s (${(building / index.size).toFixed(3)} ms a letter), ${(megabytes() - before).toFixed(0)} MB`,
)
const asked = letters.filter((_, n) => n % 10 === 3)
for (const letter of asked.slice(0, 20)) index.candidates({ ...letter, id: 'new' })
const times: number[] = []
for (const letter of asked) times.push(await timed(() => index.candidates({ ...letter, id: 'new' }, 120)))
console.log(`one new letter: ${spread(times)}`)
const changing = await timed(() => {
  for (let n = 0; n < 1_000; n++) index.add(letterOf(n))
})
console.log(`one that changed: ${(changing / 1_000).toFixed(2)} ms`)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = ({ subject, detail }: ProblemLetter): ReadonlySet<string> =>
  new Set([...segmenter.segment(`${subject} ${detail}`)].filter((each) => each.isWordLike).map((each) => each.segment))
const plain = letters.slice(0, 2_000).map(wordsOf)
const alikeAmongAll = (letter: ProblemLetter): readonly number[] => {
  const own = wordsOf(letter)
  return plain
    .map((words) => [...own].filter((word) => words.has(word)).length / Math.sqrt(own.size * words.size))
    .toSorted((one, other) => other - one)
    .slice(0, 120)
}
const plainly: number[] = []
for (const letter of asked.slice(0, 40)) plainly.push(await timed(() => alikeAmongAll(letter)))
console.log(`yardstick, every letter looked at (of 2,000, times 50): ${spread(plainly.map((each) => each * 50))}`)
