/**
 * The answer check against the human marks of ../shared/data/letters-with-replies.jsonl: how well it tells answers that
 * people marked as whole from the others, beside the length of the answer alone. Run: npx tsx bench/answer-check.ts
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkAnswer } from '../core/answer-check/index.ts'

const file = new URL('../../shared/data/letters-with-replies.jsonl', import.meta.url)
const Row = z.object({
  subject: z.string(),
  detail: z.string(),
  reply: z.string(),
  human: z.record(z.string(), z.number().nullable()),
})
if (!existsSync(file)) {
  console.log('../shared/data/letters-with-replies.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => Row.parse(JSON.parse(line)))
  .map((row) => ({ ...row, hints: checkAnswer(`${row.subject}\n${row.detail}`, row.reply).map(({ kind }) => kind) }))

/** How often of two answers with different marks the one marked higher scores higher: 0.5 is chance. */
const separation = (score: (row: (typeof rows)[number]) => number, mark: string, some = rows): number => {
  const marked = some.flatMap((row) => {
    const given = row.human[mark]
    return typeof given === 'number' ? [{ mark: given, score: score(row) }] : []
  })
  const low = Math.min(...marked.map((each) => each.mark))
  const better = marked.filter((each) => each.mark > low)
  const worse = marked.filter((each) => each.mark === low)
  let won = 0
  for (const one of better)
    for (const other of worse) won += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0
  return won / Math.max(1, better.length * worse.length)
}

const marks = [...new Set(rows.flatMap(({ human }) => Object.keys(human)))]
const length = (row: (typeof rows)[number]): number => row.reply.length
const hints = (row: (typeof rows)[number]): number => -row.hints.length
for (const mark of marks) {
  const marked = rows.filter(({ human }) => typeof human[mark] === 'number')
  const counts = [0, 1].map((value) => `${value}: ${marked.filter(({ human }) => human[mark] === value).length}`)
  console.log(
    `${mark} (${counts.join(', ')})  hints ${separation(hints, mark).toFixed(3)}  length alone ${separation(length, mark).toFixed(3)}`,
  )
  // Within answers of about the same length, length tells nothing: what is left is what the hints know.
  const sorted = [...marked].sort((one, other) => length(one) - length(other))
  const fifths = Array.from({ length: 5 }, (_, n) =>
    sorted.slice((n * sorted.length) / 5, ((n + 1) * sorted.length) / 5),
  )
  console.log(
    `  hints among answers of about the same length: ${fifths.map((some) => separation(hints, mark, some).toFixed(2)).join(' ')}`,
  )
  for (const kind of ['boilerplate', 'handed-on', 'no-measure', 'no-reason', 'no-date', 'point-missed'] as const) {
    const given = marked.filter((row) => row.hints.includes(kind))
    const share = (some: typeof marked): string =>
      (some.reduce((sum, row) => sum + (row.human[mark] ?? 0), 0) / Math.max(1, some.length)).toFixed(2)
    console.log(
      `  ${kind.padEnd(13)} on ${((100 * given.length) / marked.length).toFixed(1).padStart(5)} %  mean mark with it ${share(given)}, without ${share(marked.filter((row) => !row.hints.includes(kind)))}`,
    )
  }
}
