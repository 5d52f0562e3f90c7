/**
 * Which agency answers a letter, by cross-validation over the bureau-level rows of ../shared/data/mailbox-with-agency.jsonl
 * with the same features and learner as the categories. Yardstick in the same run: the agencies that answer most.
 * Agencies go by their group, since most of the 124 names occur once or twice. Run: npx tsx bench/agency.ts
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { categoriesOf, counted } from '../adapters/assistant/offline/training/example.ts'
import { learn, unseen } from '../adapters/assistant/offline/training/learn.ts'

const file = new URL('../../shared/data/mailbox-with-agency.jsonl', import.meta.url)
const Row = z.object({ title: z.string(), text: z.string(), agency_group: z.string() })
const FOLDS = 8

if (!existsSync(file)) {
  console.log('../shared/data/mailbox-with-agency.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => Row.parse(JSON.parse(line)))
/** The same text is always in the same fold. */
const foldOf = (words: string): number =>
  [...words].reduce((hash, letter) => (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 0) % FOLDS

const measured = (name: string, some: readonly z.infer<typeof Row>[]): void => {
  const letters = some.map(({ title, text, agency_group }) => ({
    label: agency_group,
    subject: title,
    detail: text,
    fold: foldOf(`${title}${text}`),
  }))
  const agencies = categoriesOf(letters)
  const examples = counted(letters, agencies)
  const right = { ours1: 0, ours3: 0, most1: 0, most3: 0 }
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = examples.filter((letter) => letter.fold !== fold)
    const learnt = learn(others, agencies.length)
    const counts = agencies.map((_, n) => others.filter(({ category }) => category === n).length)
    const most = best(counts)
    for (const letter of examples.filter((each) => each.fold === fold)) {
      const ours = best(unseen(learnt, letter).scores)
      if (ours[0] === letter.category) right.ours1++
      if (ours.includes(letter.category)) right.ours3++
      if (most[0] === letter.category) right.most1++
      if (most.includes(letter.category)) right.most3++
    }
  }
  const share = (count: number): string => `${((100 * count) / letters.length).toFixed(1)} %`
  console.log(
    `${name} (${letters.length} letters, ${agencies.length} agencies)  top-1 ${share(right.ours1)}  top-3 ${share(right.ours3)}  yardstick, the most frequent: top-1 ${share(right.most1)}  top-3 ${share(right.most3)}`,
  )
}

const best = (scores: ArrayLike<number>): readonly number[] =>
  Array.from(scores, (score, n) => ({ score, n }))
    .sort((one, other) => other.score - one.score)
    .slice(0, 3)
    .map(({ n }) => n)

/** Whoever only runs the mailbox, the governments of whole counties, and what is no bureau. */
const NO_BUREAU = ['县区政府', 'mailbox-operator', 'other']
measured('all rows', rows)
measured(
  'bureau-level rows',
  rows.filter((row) => !NO_BUREAU.includes(row.agency_group)),
)
