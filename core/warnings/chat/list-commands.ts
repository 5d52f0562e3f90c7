import { inLanguage } from '../../content/localized.ts'
import { command, type Talk } from '../../conversation/command.ts'
import { hasRole } from '../../kernel/actor.ts'
import { list, Shown, type WarningLine } from '../lists.ts'
import { theWarning } from './the-warning.ts'
import { warningReply } from './view.ts'

const PAGE = 8
const WORDS = 60

/** `warnings`, `warnings WHICH`, `warnings WHICH CURSOR`. */
const warnings = command({
  name: 'warnings',
  for: 'person',
  summary: 'warnings.list',
  words: 'warnings.list-words',
  async run(talk, [named, after]) {
    const office = hasRole(talk.actor, 'officer', 'director', 'viewer', 'auditor')
    const show = Shown.safeParse(named).data ?? (office ? 'office' : 'mine')
    const { rows, next } = await talk.execute(list, { show, limit: PAGE, ...(after === undefined ? {} : { after }) })
    const others = (office ? Shown.options : (['mine', 'told'] as const)).filter((each) => each !== show)
    const ways = others.map((each) => ({ say: `warnings.show-${each}`, token: `warnings ${each}` }))
    if (rows.length === 0) return [{ say: `warnings.none-${show}`, choices: ways }]
    const org = await talk.organisation()
    const lines = rows.map((row, n) => lineWords(talk, row, n + 1, org.person(row.to)?.name ?? row.to))
    return [
      {
        words: [talk.text(`warnings.show-${show}`), ...lines].join('\n'),
        choices: [
          ...rows.map((row) => ({
            say: 'warnings.button.open',
            params: { number: row.number },
            token: `warning ${row.id}`,
          })),
          ...(next === undefined ? [] : [{ say: 'chat.list-more', token: `warnings ${show} ${next}` }]),
          ...ways,
        ],
      },
    ]
  },
})

const lineWords = (talk: Talk, row: WarningLine, n: number, name: string): string =>
  talk.text('warnings.line', {
    ...{ n, name, number: row.number, due: row.due },
    severity: talk.text(`warnings.severity-${row.severity}`),
    state: row.disputed ? talk.text('warnings.state-disputed') : talk.text(`warnings.state-${row.state}`),
    ground: inLanguage(row.ground, talk.language).slice(0, WORDS).toWellFormed(),
  })

/** `warning ID` or `warning NUMBER`. */
const warning = command({
  name: 'warning',
  for: 'person',
  summary: 'warnings.show',
  listed: false,
  async run(talk, args) {
    const found = await theWarning(talk, args.join(''))
    talk.focus(found.id)
    return [await warningReply(talk, found)]
  },
})

export const listCommands = [warnings, warning]
