import { createToken, listTokens, revokeToken } from '../../core/access/operations.ts'
import { MOST_DAYS } from '../../core/access/token.ts'
import { Role, SYSTEM } from '../../core/kernel/actor.ts'
import { type Cli, cli, type Group, listed, wholeNumber } from './cli.ts'
import { everyRow } from './pages.ts'
import { columns, print, printJson, remark, WrongUsage } from './terminal.ts'
import { withProgram } from './with-program.ts'

const json = { type: 'boolean', description: 'Write JSON for machines' } as const

const create = cli({
  name: 'create',
  description: 'Make a token for the API. It is shown this once and kept nowhere',
  examples: [
    'token create --role viewer --label "Monthly report"     # acts in its own name',
    'token create --person bao-yuzhen --days 30              # acts as this person, with their roles of the day',
    'token create --role handler --unit housing --json | jq -r .token',
  ],
  args: {
    role: {
      type: 'string',
      description: `What it may do: ${Role.options.join(', ')}; several with commas`,
      valueHint: 'ROLE[,ROLE]',
    },
    person: { type: 'string', description: 'The code of the person in whose name it acts', valueHint: 'PERSON' },
    unit: { type: 'string', description: 'The units that it acts for; several with commas', valueHint: 'UNIT[,UNIT]' },
    label: { type: 'string', description: 'What it is for', valueHint: 'WORDS' },
    days: { type: 'string', description: `How long it holds (90 by default, at most ${MOST_DAYS})`, valueHint: 'N' },
    json,
  },
  async run({ args }) {
    const days = wholeNumber('days', args.days, 1, MOST_DAYS)
    const roles = listed(args.role).map(roleFrom)
    if (roles.length === 0 && args.person === undefined)
      throw new WrongUsage('Say what it may do: --role ROLE, or --person PERSON whose roles it has.')
    const input = {
      label: args.label ?? (args.person === undefined ? roles.join(', ') : `for ${args.person}`),
      roles,
      units: [...listed(args.unit)],
      ...(args.person === undefined ? {} : { person: args.person }),
      ...(days === undefined ? {} : { days }),
    }
    const made = await withProgram(({ program }) => program.application.execute(createToken, input, SYSTEM))
    if (args.json) return printJson(made)
    print(made.token)
    remark(
      `Id ${made.id}, "${made.label}", until ${made.expiresAt.slice(0, 10)}. Keep it as safe as a password: it is not shown again.`,
    )
    remark(
      `Use it as "Authorization: Bearer ${made.token.slice(0, 7)}…"; revoke it with: contact-point token revoke ${made.id}`,
    )
  },
})

const list = cli({
  name: 'list',
  description: 'List the tokens that were made, the newest first; never the tokens themselves',
  examples: ['token list', 'token list --json'],
  args: { json },
  async run({ args }) {
    const rows = await withProgram(({ program: { application } }) =>
      everyRow((from) => application.execute(listTokens, { limit: 200, ...from }, SYSTEM)),
    )
    if (args.json) return printJson(rows)
    if (rows.length === 0) return print('There are no tokens.')
    const today = new Date().toISOString()
    print(
      columns([
        ['ID', 'LABEL', 'ROLES', 'AS', 'UNITS', 'HOLDS UNTIL', 'LAST USED'],
        ...rows.map((each) => [
          ...[
            each.id,
            each.label,
            each.roles.join(',') || 'all of the person',
            each.person ?? 'itself',
            each.units.join(',') || 'all',
          ],
          each.revokedAt !== undefined ? 'revoked' : each.expiresAt <= today ? 'expired' : each.expiresAt.slice(0, 10),
          each.lastUsedDay ?? 'never',
        ]),
      ]),
    )
  },
})

const revoke = cli({
  name: 'revoke',
  description: 'Make a token useless, at once and for good',
  examples: ['token revoke k0123456789abcdef0123456789abcdef   # the id that `token list` shows'],
  args: { id: { type: 'positional', required: true, description: 'The id of the token', valueHint: 'ID' }, json },
  async run({ args }) {
    const { id } = args
    const revoked = await withProgram(({ program }) => program.application.execute(revokeToken, { id }, SYSTEM))
    if (args.json) return printJson(revoked)
    print(`"${revoked.label}" was revoked. Whoever uses it is turned away from now on.`)
  },
})

/** `contact-point token …` */
export const tokenCommands: Group = {
  description: 'Tokens with which other programs act through the API.',
  commands: {
    create: { description: 'Make a token', load: async (): Promise<Cli> => create },
    list: { description: 'List the tokens that were made', load: async (): Promise<Cli> => list },
    revoke: { description: 'Make a token useless', load: async (): Promise<Cli> => revoke },
  },
}

const roleFrom = (text: string): Role => {
  const role = Role.safeParse(text)
  if (role.success) return role.data
  throw new WrongUsage(`There is no role "${text}". Roles are ${Role.options.join(', ')}.`)
}
