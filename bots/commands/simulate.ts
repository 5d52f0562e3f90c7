import { DAY } from '../../core/ports/clock.ts'
import { builtInGaps, gapsIn } from '../simulate/arrivals.ts'
import { chanceOf } from '../simulate/chance.ts'
import { countyIn } from '../simulate/county-in-memory.ts'
import { type LedgerTotals, simulate } from '../simulate/simulate.ts'
import { VirtualClock } from '../simulate/virtual-clock.ts'
import { cli, wholeNumber } from './cli.ts'
import { inFile } from './out-file.ts'
import { progressOf } from './progress.ts'
import { columns, print, printJson, remark } from './terminal.ts'
import { terminalLogger } from './with-program.ts'

const CASES = 8_000

/** `contact-point simulate --year 2025` */
export const simulateCommand = cli({
  name: 'simulate',
  description:
    'Play a year of the county on the real program in memory: citizens, officers, handlers and cadres act by seeded chance, every rule is on. Nothing of the office’s own store is touched',
  examples: [
    'simulate --year 2025                       # 8,000 cases; the same seed gives the same digest',
    'simulate --year 2025 --cases 500 --seed 7  # a smaller year with other people',
    'simulate --year 2025 --gaps letters.jsonl  # pauses between letters as in a file of {"time"} lines',
  ],
  args: {
    year: { type: 'string', required: true, description: 'The year that is played', valueHint: 'YYYY' },
    cases: { type: 'string', description: `How many cases (${CASES} by default)`, valueHint: 'N' },
    seed: { type: 'string', description: 'The same seed gives the same year (1 by default)', valueHint: 'N' },
    days: { type: 'string', description: 'Only the first days of the year', valueHint: 'N' },
    gaps: { type: 'string', description: 'JSON lines whose times say how letters come', valueHint: 'FILE' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const year = wholeNumber('year', args.year, 2015, 2100) ?? 2025
    const cases = wholeNumber('cases', args.cases, 1, 1_000_000) ?? CASES
    const most = new Date(Date.UTC(year + 1, 0, 1)).getTime() - Date.UTC(year, 0, 1)
    const days = wholeNumber('days', args.days, 1, most / DAY) ?? most / DAY
    const seed = wholeNumber('seed', args.seed, 0, 2 ** 32 - 1) ?? 1
    const { gaps: file } = args
    const gaps = file === undefined ? builtInGaps(chanceOf(seed)) : await inFile(file, () => gapsIn(file))
    const clock = new VirtualClock(`${year - 1}-12-31T12:00:00.000Z`)
    const begun = performance.now()
    const program = await countyIn(clock, terminalLogger)
    const shown = progressOf('days', days)
    const totals = await simulate(program, clock, { year, cases, days, seed, gaps, progress: shown.at })
    await program.outside.store.close()
    const seconds = (performance.now() - begun) / 1_000
    shown.end(`${totals.cases} ${totals.cases === 1 ? 'case' : 'cases'} in ${seconds.toFixed(1)} s`)
    if (totals.neither.length > 0) {
      process.exitCode = 1
      remark(
        `Neither answered, carded nor excused: ${totals.neither.slice(0, 20).join(', ')}. This is a fault of the program.`,
      )
    }
    if (args.json === true) return printJson({ ...totals, seconds })
    print(inWords(totals))
  },
})

const inWords = (totals: Awaited<ReturnType<typeof simulate>>): string => {
  const counts = (all: Readonly<Record<string, number>>): string =>
    Object.entries(all)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  return [
    `Cases     ${totals.cases}: answered ${totals.answered}, carded ${totals.carded}, excused ${totals.excused}, neither ${totals.neither.length}`,
    `Warnings  ${counts(totals.warnings) || 'none'}`,
    `Done      ${counts(totals.done)}`,
    `Refused   ${counts(totals.refused) || 'nothing'}`,
    ...Object.entries(totals.ledgers).map(ledgerInWords),
    `Digest    ${totals.digest}`,
  ].join('\n')
}

const ledgerInWords = ([name, { rows, figures = [] }]: readonly [string, LedgerTotals]): string => {
  const table = columns(figures.map((line) => ['', ...line.map(String)]))
  return [`Ledger    ${name}: ${rows} ${rows === 1 ? 'row' : 'rows'}`, ...(table === '' ? [] : [table])].join('\n')
}
