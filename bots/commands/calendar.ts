import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readContentFolder } from '../../adapters/files/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { checkedContent } from '../../core/program.ts'
import { list, type Provisional } from '../../core/provisional/list.ts'
import { settle } from '../../core/provisional/settle.ts'
import { FACES } from '../faces.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { inFile, outFile } from './out-file.ts'
import { Failed, print, printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

/** `contact-point calendar import FILE` */
const importCommand = cli({
  name: 'import',
  description:
    'Take the official holidays of a year into the content folder, and count anew every open date that waited for them',
  examples: [
    'calendar import 2027.yaml --dry-run # every fault by line, or which dates would move; nothing is changed',
    'calendar import 2027.yaml           # takes it in; whoever was told a date that moves is told the new one',
  ],
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'The list, as content/calendar/holidays/2026.yaml is one',
    },
    replace: { type: 'boolean', description: 'Replace the list of a year that is there; dates that were settled stay' },
    'dry-run': { type: 'boolean', description: 'Only say what would happen' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const text = await inFile(args.file, () => readFile(args.file, 'utf8'))
    const year = /^year:\s*(\d{4})\s*(?:#.*)?$/m.exec(text)?.[1]
    if (year === undefined) throw new Failed(`${args.file} does not say its year: it needs a line such as year: 2027.`)
    const named = /(\d{4})\.ya?ml$/.exec(basename(args.file))?.[1] ?? year
    if (named !== year)
      throw new Failed(
        `${args.file} is named ${named} but holds the list of ${year}: bring the right one, or rename it.`,
      )
    const folder = process.env.CONTENT_DIR || 'content'
    const source = await readContentFolder(folder)
    const name = `calendar/holidays/${named}.yaml`
    const there = source.get(name)
    if (there !== undefined && there !== text && args.replace !== true)
      throw new Failed(`There is a list of ${named} already; --replace puts this one in its place.`)
    checkedContent(new Map([...source, [name, text]]), FACES)
    const file = join(folder, name)
    const put = (what: string) =>
      outFile(file, async () => {
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, what)
      })
    if (args['dry-run'] !== true) await put(text)
    const rows = await counted(args['dry-run'] === true, new Map([...source, [name, text]]))
    if (args.json) return printJson({ year: Number(named), rows })
    say(Number(named), rows, args['dry-run'] === true)
  },
})

/** The dates that waited for a list, before and after; unless `dryRun`, they are settled. */
const counted = (
  dryRun: boolean,
  source: Awaited<ReturnType<typeof readContentFolder>>,
): Promise<readonly Provisional[]> =>
  withProgram(async ({ program }) => {
    const { rows } = await program.application.execute(list, {}, SYSTEM)
    if (dryRun) return rows
    await program.application.execute(settle, { at: program.outside.clock.now(), kind: 'case' }, SYSTEM)
    while ((await program.tick()) > 0);
    return rows
  }, source)

const say = (year: number, rows: readonly Provisional[], dryRun: boolean): void => {
  const moved = rows.filter(({ promised, anew }) => promised !== anew)
  for (const { number, promised, anew } of moved) print(`${number}  ${promised} → ${anew}`)
  const [settled, open] = [
    rows.filter(({ provisional }) => !provisional),
    rows.filter(({ provisional }) => provisional),
  ]
  remark(
    `${dryRun ? `The list of ${year} is sound; nothing was changed.` : `The list of ${year} is in place.`} ` +
      `${settled.length} dates settled, ${moved.length} of them on another day; ${open.length} wait for a list that is still to come.`,
  )
  if (!dryRun) remark('A program that runs reads its content when it starts: start it anew.')
}

export const calendarCommands: Group = {
  description: 'Take in the official holidays of a year',
  commands: {
    import: { description: 'Take in a list, and count open dates anew', load: async (): Promise<Cli> => importCommand },
  },
}
