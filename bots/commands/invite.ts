import { chmod, writeFile } from 'node:fs/promises'
import { csvText } from '../../adapters/tables/write-csv.ts'
import { Role, SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { inviteMany, type Organisation, organisation } from '../../core/people/index.ts'
import type { Program } from '../../core/program.ts'
import type { Configuration } from '../config.ts'
import { cli, wholeNumber } from './cli.ts'
import { type Links, linksFor } from './links.ts'
import { OWNER_ONLY, outFile } from './out-file.ts'
import { qrFile, qrInTerminal } from './qr.ts'
import { Failed, print, printJson, remark, WrongUsage } from './terminal.ts'
import { withProgram } from './with-program.ts'

/** How many invitations one execution makes. */
const AT_ONCE = 500
const MOST_DAYS = 30

interface Invitation extends Links {
  readonly person: string
  readonly name: string
  readonly code: string
  readonly expiresAt: string
}

/** `contact-point invite` */
export const inviteCommand = cli({
  name: 'invite',
  description: 'Make single-use invitations with which people bind the chat that they write from to themselves',
  examples: [
    'invite bao-yuzhen                           # code, links and QR code for one person, by code or name',
    'invite 包玉珍 --days 14 --qr invitation.png # the QR code as a picture',
    'invite --unit housing-bureau                # everybody who holds a post there',
    'invite --all-handlers --out invitations.csv # a list to hand out; keep it as safe as passwords',
  ],
  many: true,
  args: {
    unit: { type: 'string', description: 'Everybody who holds a post in this unit', valueHint: 'CODE' },
    role: { type: 'string', description: `Everybody with this role (${Role.options.join(', ')})`, valueHint: 'ROLE' },
    'all-handlers': { type: 'boolean', description: 'Everybody who receives cases for a unit' },
    days: { type: 'string', description: 'How long the invitations hold (7 by default, at most 30)', valueHint: 'N' },
    qr: { type: 'string', description: 'Write the QR code of one invitation into this picture', valueHint: 'FILE.png' },
    out: { type: 'string', description: 'Write the invitations into this table', valueHint: 'FILE.csv' },
    json: { type: 'boolean', description: 'Write JSON for machines' },
  },
  async run({ args }) {
    const days = wholeNumber('days', args.days, 1, MOST_DAYS)
    const role = args['all-handlers'] ? 'handler' : roleFrom(args.role)
    const whom: Whom = { people: args._, unit: args.unit, role }
    if (whom.people.length === 0 && whom.unit === undefined && role === undefined) {
      throw new WrongUsage('Say whom to invite: people by code or name, --unit CODE, --role ROLE or --all-handlers.')
    }
    const made = await withProgram(({ program, config }) =>
      invitations(program, config, whom, { days, alone: args.qr !== undefined }),
    )
    if (args.out !== undefined) await writeTable(args.out, made)
    const [first] = made
    if (args.qr !== undefined && first !== undefined) await qrFile(args.qr, first.web)
    if (args.json) return printJson(made)
    if (args.out !== undefined)
      return remark(
        `${made.length} invitations written to ${args.out}, readable by its owner alone. Hand them out one by one.`,
      )
    for (const each of made) print(inWords(each))
    if (first !== undefined && made.length === 1 && args.qr === undefined) print(await qrInTerminal(first.web))
  },
})

interface Whom {
  readonly people: readonly string[]
  readonly unit: string | undefined
  readonly role: Role | undefined
}

const roleFrom = (text: string | undefined): Role | undefined => {
  if (text === undefined) return undefined
  const role = Role.safeParse(text)
  if (role.success) return role.data
  throw new WrongUsage(`There is no role "${text}". Roles are ${Role.options.join(', ')}.`)
}

const invitations = async (
  program: Program,
  config: Configuration,
  whom: Whom,
  { days, alone }: { readonly days: number | undefined; readonly alone: boolean },
) => {
  const { store, clock, content } = program.outside
  const org = await organisation({ read: (type) => readerOf(store, type), now: clock.now(), content })
  const people = codesOf(org, whom)
  if (alone && people.length > 1) {
    throw new WrongUsage(`--qr is for one invitation, and these are ${people.length}. Use --out for a table.`)
  }
  const made: Invitation[] = []
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const input = { people: people.slice(from, from + AT_ONCE), ...(days === undefined ? {} : { days }) }
    const { invitations } = await program.application.execute(inviteMany, input, SYSTEM)
    for (const { payload, ...each } of invitations) made.push({ ...each, ...linksFor(config, process.env, payload) })
  }
  return made
}

const codesOf = (org: Organisation, { people, unit, role }: Whom): readonly string[] => {
  if (unit !== undefined && org.unit(unit) === undefined) {
    const near = org.findUnits(unit).map(({ code, name }) => `${code} (${name})`)
    throw new Failed(
      `There is no unit with the code "${unit}". ${near.length === 0 ? 'Look at the list of units.' : `Do you mean ${near.join(' or ')}?`}`,
    )
  }
  const active = org.people().filter(({ state }) => state === 'active')
  const meant = active.filter(
    ({ code }) =>
      (unit !== undefined || role !== undefined) &&
      (unit === undefined || org.postsHeldBy(code).some((post) => post.unit === unit)) &&
      (role === undefined || org.standing(code).roles.includes(role)),
  )
  const codes = [...new Set([...people.map((each) => personNamed(org, each)), ...meant.map(({ code }) => code)])]
  if (codes.length === 0) throw new Failed('Nobody fits, so nobody was invited.')
  return codes
}

const personNamed = (org: Organisation, words: string): string => {
  if (org.person(words) !== undefined) return words
  const near = org.findPeople(words)
  const [same, ...others] = near.filter(({ name }) => name === words)
  if (same !== undefined && others.length === 0) return same.code
  const which = near.map(({ code, name }) => `${code} (${name})`).join(', ')
  throw new Failed(near.length === 0 ? `Nobody is called "${words}".` : `"${words}" may mean ${which}. Give the code.`)
}

const inWords = ({ name, person, code, web, telegram, expiresAt }: Invitation): string =>
  [
    `${name} (${person})`,
    `  Code       ${code}   holds until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC, for one chat`,
    `  Web chat   ${web}`,
    `  Telegram   ${telegram ?? `write to the office's bot: /join ${code}   (set TELEGRAM_BOT_USERNAME for a link)`}`,
  ].join('\n')

const HEADINGS = ['person', 'name', 'code', 'web', 'telegram', 'expiresAt'] as const

const writeTable = async (file: string, made: readonly Invitation[]): Promise<void> => {
  const rows = made.map((each) => HEADINGS.map((heading) => each[heading] ?? ''))
  await outFile(file, async () => {
    await writeFile(file, csvText([HEADINGS, ...rows]), { mode: OWNER_ONLY })
    // A file that was there before keeps whom it was open to.
    await chmod(file, OWNER_ONLY)
  })
}
