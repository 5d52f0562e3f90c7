import { replay, type Totals } from '../replay/replay.ts'
import { cli, wholeNumber } from './cli.ts'
import { inFile } from './out-file.ts'
import { type Progress, progressOf } from './progress.ts'
import { print, printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

const AT_ONCE = 8

/** `contact-point replay FILE` */
export const replayCommand = cli({
  name: 'replay',
  description:
    'Push letters through the same door as chat, as as many citizens: each is told, asked, confirmed and becomes one case. Interrupted and started again, it goes on where it was',
  examples: [
    'replay letters.jsonl              # lines of {"id", "subject"?, "detail" or "text", "time"?}',
    'replay letters.jsonl --limit 100  # only the first hundred',
    'replay letters.jsonl --json       # totals for machines',
  ],
  args: {
    file: { type: 'positional', required: true, description: 'JSON lines, one letter each', valueHint: 'FILE' },
    limit: { type: 'string', description: 'Only the first N letters', valueHint: 'N' },
    'at-once': {
      type: 'string',
      description: `How many citizens write at the same time (${AT_ONCE} by default)`,
      valueHint: 'N',
    },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const limit = wholeNumber('limit', args.limit, 1, 100_000_000)
    const atOnce = wholeNumber('at-once', args['at-once'], 1, 200) ?? AT_ONCE
    let shown: Progress | undefined
    const progress = (done: number, total: number): void => {
      shown ??= progressOf('letters', total)
      shown.at(done, total)
    }
    const totals = await withProgram(({ program }) =>
      inFile(args.file, () => replay(program.outside, { file: args.file, limit, atOnce, progress })),
    )
    shown?.end(`${totals.letters} letters`)
    if (totals.cases !== totals.letters || totals.lost.length > 0) process.exitCode = 1
    if (args.json) return printJson(totals)
    print(inWords(totals))
    if (totals.lost.length > 0)
      remark(
        `Without a case: ${totals.lost.slice(0, 20).join(', ')}. Run the same command again: it goes on with these.`,
      )
    if (totals.doubled.length > 0)
      remark(
        `With more than one case: ${totals.doubled.slice(0, 20).join(', ')}. Please report this as a fault of the program.`,
      )
  },
})

const inWords = (totals: Totals): string => {
  const { letters, before, cases, known, unknown, withUnit, messages, seconds, parts } = totals
  const share = (count: number): string => `${count} (${((100 * count) / Math.max(1, cases)).toFixed(1)} %)`
  const whole = parts.find(({ part }) => part.startsWith('message'))?.milliseconds ?? 1
  const slow = parts.filter(({ part }) => !part.startsWith('message')).slice(0, 6)
  const slowest = slow.map(
    ({ part, milliseconds, times }) =>
      `  ${((100 * milliseconds) / whole).toFixed(1).padStart(5)} %  ${part}, ${times} times`,
  )
  return [
    `Letters          ${letters}${before === 0 ? '' : `, of which ${before} had their case before`}`,
    `Cases            ${cases}; lost ${totals.lost.length}, doubled ${totals.doubled.length}`,
    `Proposed matter  ${share(known)}; honestly unknown ${share(unknown)}`,
    `Proposed unit    ${share(withUnit)}`,
    `Time             ${seconds.toFixed(1)} s, ${((letters - before) / seconds).toFixed(0)} letters/s, ${messages} messages sent`,
    // Where every letter had its case, nothing was written that could have been slow.
    ...(before === letters
      ? []
      : ['Slowest parts    (share of the time that messages took, waiting included)', ...slowest]),
  ].join('\n')
}
