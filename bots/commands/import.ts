import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readTable } from '../../adapters/tables/index.ts'
import { assign } from '../../core/duties/assign.ts'
import { dutyRows } from '../../core/duties/duties-in.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { type ImportResult, importRows, tableNotices } from '../../core/people/index.ts'
import { tableRefusal } from '../../core/people/table-refusal.ts'
import { cli } from './cli.ts'
import { inFile } from './out-file.ts'
import { columns, print, printJson } from './terminal.ts'
import { withProgram } from './with-program.ts'

/** `contact-point import FILE --kind units|posts|people|duties` */
export const importCommand = cli({
  name: 'import',
  description:
    'Take in units, posts, people or the duties of heads from a CSV or Excel file. With any fault, nothing at all is taken in',
  examples: [
    'import units.xlsx --kind units --dry-run          # what it would do, and every fault by row and column',
    'import staff.csv --kind people                    # CSV in UTF-8 or GB18030',
    'import office.xlsx --kind posts --sheet 岗位 --json',
    'import duties.xlsx --kind duties                  # columns 姓名, 单位, 期限, 任务',
  ],
  args: {
    file: { type: 'positional', required: true, description: 'The file, .csv or .xlsx', valueHint: 'FILE' },
    kind: {
      type: 'enum',
      options: ['units', 'posts', 'people', 'duties'],
      required: true,
      description: 'What stands in it',
    },
    sheet: {
      type: 'string',
      description: 'The sheet of a workbook; the first where it is not named',
      valueHint: 'NAME',
    },
    'dry-run': { type: 'boolean', description: 'Only say what would happen' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const dryRun = args['dry-run'] === true
    const bytes = await inFile(args.file, () => readFile(args.file))
    const { kind } = args
    const table = () =>
      readTable(bytes, basename(args.file), args.sheet).catch((error: unknown) => {
        throw tableRefusal(error)
      })
    if (kind === 'duties') {
      const { notices, ...taken } = await withProgram(async ({ program, language }) => {
        const { rows, notices } = await table()
        const given = { rows: dutyRows(rows), dryRun, language }
        return {
          ...(await program.application.execute(assign, given, SYSTEM)),
          notices: tableNotices(program.outside.content, language, notices),
        }
      })
      if (args.json) return printJson({ ...taken, notices })
      return print(
        `${lookAt(notices)}${dryRun ? 'Would be' : 'Taken in'}: ${taken.duties} duties of ${taken.heads} heads for ${taken.year}.`,
      )
    }
    const result = await withProgram(async ({ program, language }) => {
      const { rows, notices } = await table()
      const input = { kind, rows, source: basename(args.file).slice(0, 200), dryRun, language }
      const taken = await program.application.execute(importRows, input, SYSTEM)
      return { ...taken, notices: [...tableNotices(program.outside.content, language, notices), ...taken.notices] }
    })
    if (result.faultCount > 0) process.exitCode = 1
    if (args.json) return printJson(result)
    print(inWords(result, dryRun))
  },
})

/** Something in the file, and where; row 0 is the whole sheet. */
type Placed = Pick<ImportResult['faults'][number], 'row' | 'column' | 'text'>

const said = (all: readonly Placed[]): string =>
  columns(all.map(({ row, column, text }) => [row === 0 ? '  sheet' : `  row ${row}`, column, afterPlace(text)]))

const lookAt = (notices: readonly Placed[]): string =>
  notices.length === 0 ? '' : `Please look at:\n${said(notices)}\n\n`

type Taken = Omit<ImportResult, 'notices'> & { readonly notices: readonly Placed[] }

const inWords = (result: Taken, dryRun: boolean): string => {
  const { added, changed, unchanged, skipped, faultCount, faults, notices } = result
  if (faultCount > 0) {
    const more = faultCount > faults.length ? [`  … and ${faultCount - faults.length} more`] : []
    return [
      `${lookAt(notices)}${said(faults)}`,
      ...more,
      '',
      `${faultCount} ${faultCount === 1 ? 'fault' : 'faults'}; nothing was taken in. Mend them in the file and import it again.`,
    ].join('\n')
  }
  const rows = `${added} added, ${changed} changed, ${unchanged} unchanged${skipped === 0 ? '' : `, ${skipped} empty rows left out`}`
  const done = dryRun ? `Would be: ${rows}. Nothing was changed; run it without --dry-run.` : `Taken in: ${rows}.`
  return `${lookAt(notices)}${done}`
}

/** The text of a fault begins with its place, which has columns of its own here. */
const afterPlace = (text: string): string => text.replace(/^[^::]{1,80}[”"」]\s*[::]\s*/, '')
