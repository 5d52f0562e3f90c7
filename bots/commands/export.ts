import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { type AddresseeRow, peopleCells, peopleHeadings, peopleOf, totals } from '../../core/campaigns/index.ts'
import { CaseState } from '../../core/feedback/case.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { caseRows, corrections, countCaseRows } from '../../core/reports/index.ts'
import { caseTable } from './case-table.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { OWNER_ONLY, outFile } from './out-file.ts'
import { rowsOf } from './pages.ts'
import { progressOf } from './progress.ts'
import { remark, WrongUsage } from './terminal.ts'
import { withProgram } from './with-program.ts'
import { FORMATS, writeLines, writeRows } from './write-rows.ts'

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
    await withProgram(async ({ program, language }) => {
      const { application, outside } = program
      const { count } = await application.execute(countCaseRows, filters, SYSTEM)
      const shown = progressOf('cases', count)
      let written = 0
      const told = async function* () {
        const page = (from: object) =>
          application.execute(caseRows, { ...filters, language, limit: 500, ...from }, SYSTEM)
        for await (const row of rowsOf(page)) {
          yield row
          shown.at(++written, count)
        }
      }
      const { content } = outside
      await outFile(args.out, () =>
        writeRows(args.out, args.format, content.say(language, 'reports.cases'), told(), (rows) =>
          caseTable(content, language, rows),
        ),
      )
      shown.end(`${written} ${written === 1 ? 'case' : 'cases'} written to ${args.out}.`)
      if (written === 0) remark('No case fits.')
    })
  },
})

const dayFrom = (name: string, text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new WrongUsage(`--${name} must be a date such as 2025-06-30.`)
}

const campaign = cli({
  name: 'campaign',
  description: 'Write what became of a notice, person by person: delivery, answer, times and reasons',
  examples: [
    'export campaign 12 --format xlsx --out notice-12.xlsx',
    'export campaign 12 --format jsonl --out notice-12.jsonl',
  ],
  many: true,
  args: {
    format: { type: 'enum', options: [...FORMATS], required: true, description: 'What is written' },
    out: { type: 'string', required: true, description: 'The file; readable by its owner alone', valueHint: 'FILE' },
  },
  async run({ args }) {
    const [number] = args._
    if (number === undefined || args._.length > 1) throw new WrongUsage('Say which one by its number.')
    await withProgram(async ({ program, language }) => {
      const { application, outside } = program
      const { title, people } = await application.execute(totals, { campaign: number }, SYSTEM)
      const shown = progressOf('people', people)
      let written = 0
      const rows = async function* () {
        const page = (from: object) => application.execute(peopleOf, { campaign: number, limit: 500, ...from }, SYSTEM)
        for await (const row of rowsOf(page)) {
          yield row
          shown.at(++written, people)
        }
      }
      const { content } = outside
      const table = async function* (each: AsyncIterable<AddresseeRow>) {
        yield peopleHeadings(content, language)
        for await (const row of each) yield peopleCells(content, language, row)
      }
      await outFile(args.out, () => writeRows(args.out, args.format, title, rows(), table))
      shown.end(`${written} people written to ${args.out}.`)
    })
  },
})

const Taken = z.object({ base64: z.string(), rows: z.number(), part: z.number(), parts: z.number() })

const answers = cli({
  name: 'answers',
  description: 'Write the answers to a form, of all its versions. Nothing says whose an answer is',
  examples: [
    'export answers suggestion --format xlsx --out suggestions.xlsx',
    'export answers service-window --format csv --out windows.csv',
  ],
  args: {
    form: { type: 'positional', required: true, description: 'The name of the form', valueHint: 'FORM' },
    format: { type: 'enum', options: ['xlsx', 'csv'], default: 'xlsx', description: 'What is written' },
    part: {
      type: 'string',
      default: '1',
      description: 'Which part, where there are more than 20,000 answers',
      valueHint: 'N',
    },
    out: { type: 'string', required: true, description: 'The file; readable by its owner alone', valueHint: 'FILE' },
  },
  async run({ args }) {
    await withProgram(async ({ program, language }) => {
      const wanted = { form: args.form, format: args.format, language, part: Number(args.part) }
      const taken = Taken.parse(await program.application.byName('forms.export', wanted, SYSTEM))
      await outFile(args.out, () => writeFile(args.out, Buffer.from(taken.base64, 'base64'), { mode: OWNER_ONLY }))
      remark(`${taken.rows} ${taken.rows === 1 ? 'answer' : 'answers'} written to ${args.out}.`)
      if (taken.part < taken.parts)
        remark(`This is part ${taken.part} of ${taken.parts}: take the next with --part ${taken.part + 1}.`)
    })
  },
})

const correctionsCommand = cli({
  name: 'corrections',
  description:
    'Write the letters whose matter officers have set right, as lines for npm run train: personal data is masked, and what accuses somebody is left out',
  examples: [
    'export corrections --out corrections.jsonl',
    'npm run train -- letters.jsonl corrections.jsonl # with those that it learnt from before',
  ],
  args: {
    out: { type: 'string', required: true, description: 'The file; readable by its owner alone', valueHint: 'FILE' },
  },
  async run({ args }) {
    await withProgram(async ({ program: { application } }) => {
      let written = 0
      const rows = async function* () {
        for await (const row of rowsOf((from) => application.execute(corrections, { limit: 500, ...from }, SYSTEM))) {
          yield row
          written += 1
        }
      }
      await outFile(args.out, () => writeLines(args.out, rows()))
      remark(`${written} ${written === 1 ? 'letter' : 'letters'} written to ${args.out}.`)
    })
  },
})

/** `contact-point export …` */
export const exportCommands: Group = {
  description: 'Write what the office has into files for other programs.',
  commands: {
    answers: { description: 'Write the answers to a form into a spreadsheet', load: async (): Promise<Cli> => answers },
    cases: { description: 'Write cases into a spreadsheet or JSON lines', load: async (): Promise<Cli> => cases },
    corrections: {
      description: 'Write the letters that officers have set right, to train on',
      load: async (): Promise<Cli> => correctionsCommand,
    },
    campaign: {
      description: 'Write what became of a notice, person by person',
      load: async (): Promise<Cli> => campaign,
    },
  },
}
