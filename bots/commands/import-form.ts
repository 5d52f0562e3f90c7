import { access, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { stringify } from 'yaml'
import { readContentFolder } from '../../adapters/files/index.ts'
import { ContentInvalid, type ContentSource, loadContent } from '../../core/content/load.ts'
import type { Form } from '../../core/conversation/form.ts'
import { formFrom, type Remark } from '../../core/forms/index.ts'
import { checkedContent } from '../../core/program.ts'
import { FACES } from '../faces.ts'
import { cli } from './cli.ts'
import { inFile, outFile } from './out-file.ts'
import { columns, Failed, print, printJson } from './terminal.ts'
import { xlsFormIn } from './xlsform-file.ts'

/** `contact-point import-form FILE.xlsx` */
export const importFormCommand = cli({
  name: 'import-form',
  description:
    'Take in a form that was written in a spreadsheet (XLSForm). Where anything can’t be carried over, nothing is written',
  examples: [
    'import-form visit.xlsx --dry-run       # only say, by row and column, what would not be carried over',
    'import-form visit.xlsx                 # writes forms/visit.yaml into the content folder',
    'import-form visit.xlsx --replace --json',
  ],
  args: {
    file: { type: 'positional', required: true, description: 'The workbook, .xlsx', valueHint: 'FILE' },
    'dry-run': { type: 'boolean', description: 'Write nothing' },
    replace: { type: 'boolean', description: 'Write over a form of the same name, as its next version' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const bytes = await inFile(args.file, () => readFile(args.file))
    const sheets = await xlsFormIn(bytes, basename(args.file))
    const folder = process.env.CONTENT_DIR || 'content'
    const source = await readContentFolder(folder)
    const { form, refused, leftOut, onlyIn } = formFrom(sheets, basename(args.file), loadContent(source, []))
    if (form === undefined) {
      process.exitCode = 1
      return args.json
        ? printJson({ ok: false, refused, leftOut })
        : print(inWords(refused, leftOut, 'Nothing was written. Mend these in the spreadsheet and import it again.'))
    }
    const file = join(folder, 'forms', `${form.name}.yaml`)
    const text = await checked(folder, source, form, args.replace === true)
    if (args['dry-run'] !== true) {
      await outFile(file, async () => {
        await writeFile(`${file}.part`, text)
        await rename(`${file}.part`, file)
      })
    }
    const last =
      args['dry-run'] === true
        ? `Would be written to ${file}.`
        : `Written to ${file}: ${form.fields.length} questions. Look at its words, and at who may fill it in ("keep").`
    const same = onlyIn === undefined ? '' : `\n${SAME_WORDS[onlyIn]}`
    return args.json ? printJson({ ok: true, file, form, leftOut, onlyIn }) : print(inWords([], leftOut, last + same))
  },
})

/** A spreadsheet need not say its languages; whoever reads the other one should not be a surprise. */
const SAME_WORDS = {
  'zh-CN':
    'It is in one language: English will show the same words as Chinese. For both, name the columns "label::中文" and "label::English".',
  en: 'It is in English alone: Chinese will show the same words. For both, name the columns "label::中文" and "label::English".',
} as const

/** The form as YAML, once the whole content with it is sound. @throws Failed */
const checked = async (folder: string, given: ContentSource, form: Form, replace: boolean): Promise<string> => {
  const name = `forms/${form.name}.yaml`
  const isThere = await access(join(folder, name)).then(
    () => true,
    () => false,
  )
  if (isThere && !replace) throw new Failed(`${name} is there already. Say --replace to write over it.`)
  const source = new Map(given)
  const version = Math.max(form.version, versionIn(source.get(name)) + 1)
  const text = stringify(tidy({ ...form, version }), { lineWidth: 120 })
  source.set(name, text)
  try {
    checkedContent(source, FACES)
    return text
  } catch (error) {
    if (!(error instanceof ContentInvalid)) throw error
    throw new Failed(`The content would not be sound with this form:\n${error.message}`)
  }
}

/** The version of a form that is there already, whatever became of it; 0 where there is none. */
const versionIn = (text: string | undefined): number => Number(/^version:\s*(\d+)\s*$/m.exec(text ?? '')?.[1] ?? 0)

/** Without what is so anyway. */
const tidy = ({ groups, computed, namesNobody, review, ...form }: Form) => ({
  ...form,
  ...(review ? {} : { review }),
  ...(namesNobody ? { namesNobody } : {}),
  ...(groups.length === 0 ? {} : { groups }),
  ...(computed.length === 0 ? {} : { computed }),
})

const inWords = (refused: readonly Remark[], leftOut: readonly Remark[], last: string): string => {
  const table = (all: readonly Remark[]): string =>
    columns(
      all.map(({ sheet, row, column, message }) => [`  ${sheet}${row > 0 ? ` row ${row}` : ''}`, column, message]),
    )
  return [
    ...(refused.length === 0 ? [] : [`${refused.length} not carried over:`, table(refused), '']),
    ...(leftOut.length === 0 ? [] : ['Left out:', table(leftOut), '']),
    last,
  ].join('\n')
}
