import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { SECOND } from '../../core/ports/clock.ts'
import type { Program } from '../../core/program.ts'
import { importList } from '../../core/provisional/import.ts'
import type { Provisional } from '../../core/provisional/list.ts'
import { type Cli, cli, type Group } from './cli.ts'
import { inFile } from './out-file.ts'
import { Failed, print, printJson, remark } from './terminal.ts'
import { withProgram } from './with-program.ts'

interface Preview {
  readonly faults: readonly { readonly line: number; readonly problem: string; readonly cure: string }[]
  readonly year?: number
  readonly rows: readonly Provisional[]
}

/** `contact-point calendar import FILE` */
const importCommand = cli({
  name: 'import',
  description:
    'Take in the official holidays of a year, also while programs run, and count anew every open date that waited for them',
  examples: [
    'calendar import 2027.yaml --dry-run # every fault by line, or which dates would move; nothing is changed',
    'calendar import notice.txt          # the notice in the State Council’s own words; whoever was told a date that moves is told the new one',
  ],
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'The notice, a list as content/calendar/holidays/2026.yaml is one, or one of days in JSON',
    },
    replace: { type: 'boolean', description: 'Replace the list of a year that is there; dates that were settled stay' },
    'dry-run': { type: 'boolean', description: 'Only say what would happen' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const text = await inFile(args.file, () => readFile(args.file, 'utf8'))
    const { year, rows } = await withProgram(async ({ program }) => {
      const preview = (await program.application.byName('calendar.preview', { text }, SYSTEM)) as Preview // what it answers
      refuseFaulty(args.file, preview)
      if (args['dry-run'] !== true) await takeIn(program, text, args.replace === true)
      return preview
    })
    if (args.json) return printJson({ year, rows })
    say(year, rows, args['dry-run'] === true)
  },
})

const refuseFaulty = (file: string, { faults, year }: Preview): void => {
  if (faults.length > 0)
    throw new Failed(
      faults.map(({ line, problem, cure }) => `${file}${line === 0 ? '' : `:${line}`} ${problem}. ${cure}.`).join('\n'),
    )
  const named = /(\d{4})\.(?:ya?ml|json)$/.exec(basename(file))?.[1]
  if (named !== undefined && Number(named) !== year)
    throw new Failed(`${file} is named ${named} but holds the list of ${year}: bring the right one, or rename it.`)
}

/** Dates are settled once every running program knows the list; where none runs, this one does it. */
const takeIn = async (program: Program, text: string, replace: boolean): Promise<void> => {
  await program.application.execute(importList, { text, replace }, SYSTEM)
  await program.outside.clock.sleep(2 * SECOND + 200)
  while ((await program.tick()) > 0);
}

const say = (year: number | undefined, rows: readonly Provisional[], dryRun: boolean): void => {
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
  if (!dryRun) remark('Programs that run know it within a second; nothing has to be started anew.')
}

export const calendarCommands: Group = {
  description: 'Take in the official holidays of a year',
  commands: {
    import: { description: 'Take in a list, and count open dates anew', load: async (): Promise<Cli> => importCommand },
  },
}
