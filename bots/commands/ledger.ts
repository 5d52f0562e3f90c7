import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { cli } from './cli.ts'
import { OWNER_ONLY, outFile } from './out-file.ts'
import { printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

const Taken = z.object({ name: z.string(), base64: z.string(), rows: z.number() })

/** `contact-point ledger NAME --year 2025 --format pdf --out FILE` */
export const ledgerCommand = cli({
  name: 'ledger',
  description:
    'Write a ledger as a printable PDF or a spreadsheet; the same period gives the same bytes but for the stamp',
  examples: [
    'ledger cases --year 2025 --format xlsx --out cases-2025.xlsx',
    'ledger warnings --year 2025-Q2 --unit shuanghe-town --format pdf --out warnings.pdf',
    'ledger absences --year 2025 --json',
  ],
  args: {
    name: { type: 'positional', required: true, description: 'Such as cases, warnings, absences', valueHint: 'NAME' },
    year: {
      type: 'string',
      required: true,
      description: 'A year, a quarter or a month',
      valueHint: '2025|2025-Q2|2025-06',
    },
    unit: { type: 'string', description: 'Only this unit and those below it', valueHint: 'CODE' },
    format: { type: 'enum', options: ['pdf', 'xlsx'], default: 'xlsx', description: 'What is written' },
    out: { type: 'string', description: 'The file; named after the ledger where absent', valueHint: 'FILE' },
    json: { type: 'boolean', description: 'Print the rows as JSON for machines, and write no file' },
  },
  async run({ args }) {
    await withProgram(async ({ program, language }) => {
      const unit = args.unit === undefined ? {} : { unit: args.unit }
      const wanted = { ledger: args.name, period: args.year, language, ...unit }
      if (args.json === true) return printJson(await program.application.byName('ledgers.show', wanted, SYSTEM))
      const taken = await program.application.byName('ledgers.export', { ...wanted, format: args.format }, SYSTEM)
      const { name, base64, rows } = Taken.parse(taken)
      const file = args.out ?? name
      await outFile(file, () => writeFile(file, Buffer.from(base64, 'base64'), { mode: OWNER_ONLY }))
      remark(`${rows} ${rows === 1 ? 'line' : 'lines'} written to ${file}.`)
    })
  },
})
