import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvWriter } from '../../adapters/tables/write-csv.ts'
import { writeWorkbook } from '../../adapters/tables/write-workbook.ts'
import { CaseState } from '../../core/feedback/case.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { type CaseRow, caseRows, countCaseRows } from '../../core/reports/index.ts'
import { caseTable } from './case-table.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { OWNER_ONLY, outFile } from './out-file.ts'
import { progressOf } from './progress.ts'
import { remark, WrongUsage } from './terminal.ts'
import { type Working, withProgram } from './with-program.ts'

const FORMATS = ['csv', 'xlsx', 'jsonl'] as const
type Format = (typeof FORMATS)[number]

const cases = cli({
  name: 'cases',
  description: 'Write cases into a file, the oldest first. Nothing of who reported them is in it',
  examples: [
    'export cases --format csv --out cases.csv',
    'export cases --format xlsx --from 2025-01-01 --to 2025-03-31 --out quarter.xlsx',
    'export cases --format jsonl --state answered --unit housing --out answered.jsonl',
  ],
  args: {
    format: { type: 'enum', options: [...FORMATS], required: true, description: 'What is written' },
    out: { type: 'string', required: true, description: 'The file; readable by its owner alone', valueHint: 'FILE' },
    from: { type: 'string', description: 'Received from this day on', valueHint: 'YYYY-MM-DD' },
    to: { type: 'string', description: 'Received up to this day', valueHint: 'YYYY-MM-DD' },
    state: { type: 'enum', options: [...CaseState.options], description: 'Only cases that stand there' },
    unit: {
      type: 'string',
      description: 'Only cases that this unit leads, supports or was told of',
      valueHint: 'CODE',
    },
  },
  async run({ args }) {
    const filters = {
      ...(args.from === undefined ? {} : { from: dayFrom('from', args.from) }),
      ...(args.to === undefined ? {} : { to: dayFrom('to', args.to) }),
      ...(args.state === undefined ? {} : { state: CaseState.parse(args.state) }),
      ...(args.unit === undefined ? {} : { unit: args.unit }),
    }
    await withProgram(async (working) => {
      const { count } = await working.program.application.execute(countCaseRows, filters, SYSTEM)
      const shown = progressOf('cases', count)
      let written = 0
      const told = async function* () {
        for await (const row of rowsOf(working, filters)) {
          yield row
          shown.at(++written, count)
        }
      }
      await outFile(args.out, () => write(args.out, args.format, working, told()))
      shown.end(`${written} ${written === 1 ? 'case' : 'cases'} written to ${args.out}.`)
      if (written === 0) remark('No case fits.')
    })
  },
})

const dayFrom = (name: string, text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new WrongUsage(`--${name} must be a date such as 2025-06-30.`)
}

async function* rowsOf({ program, language }: Working, filters: object): AsyncGenerator<CaseRow> {
  for (let after: string | undefined; ; ) {
    const input = { ...filters, language, limit: 500, ...(after === undefined ? {} : { after }) }
    const page = await program.application.execute(caseRows, input, SYSTEM)
    yield* page.rows
    if (page.next === undefined) return
    after = page.next
  }
}

/** Into a draft beside it first: what bears the name of the file is whole. */
const write = async (
  file: string,
  format: Format,
  { program, language }: Working,
  rows: AsyncIterable<CaseRow>,
): Promise<void> => {
  const draft = `${file}.part`
  const out = createWriteStream(draft, { mode: OWNER_ONLY })
  try {
    const table = caseTable(program.outside.content, language, rows)
    if (format === 'jsonl') await pipeline(Readable.from(lines(rows)), out)
    else if (format === 'csv') await pipeline(Readable.from(table), csvWriter(), out)
    else await writeWorkbook(out, program.outside.content.say(language, 'reports.cases'), table)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function* lines(rows: AsyncIterable<CaseRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

/** `contact-point export …` */
export const exportCommands: Group = {
  description: 'Write what the office has into files for other programs.',
  commands: {
    cases: { description: 'Write cases into a spreadsheet or JSON lines', load: async (): Promise<Cli> => cases },
  },
}
