import { calendarOf } from '../../calendar/content.ts'
import { dueDay } from '../../calendar/index.ts'
import { command, type Talk } from '../../conversation/command.ts'
import { refusal } from '../../kernel/errors.ts'
import { excludedUnits } from '../../matters/route.ts'
import type { Organisation } from '../../people/index.ts'
import type { CaseData } from '../case.ts'
import { dispatch } from '../dispatch-steps.ts'
import { type Precedent, precedents } from '../precedents.ts'
import { OFFICERS } from './dispatching-commands.ts'
import { caseFor } from './the-case.ts'
import { dayOf, done, matterName, showButton } from './words.ts'

/** How many cases are cited, and how many are looked through when one of them is taken. */
const CITED = 3
const LOOKED = 10

/**
 * `dispatch_help ID`: what a dispatch of this case may say, and below it to whom closed cases like it went, with what
 * limit, and when they were answered. One tap sends the case the way that one of them went.
 */
const dispatchHelp = command({
  name: 'dispatch_help',
  for: OFFICERS,
  summary: 'staff.dispatch-help',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await caseFor(talk, named, dispatch)
    const { rows } = await talk.execute(precedents, { case: id, limit: CITED })
    const org = await talk.organisation()
    const cited = rows.map((row, n) => talk.text('staff.like', { n: n + 1, ...rowWords(talk, org, row) }))
    const below =
      cited.length === 0 ? talk.text('staff.draft-none') : [talk.text('staff.like-head'), ...cited].join('\n')
    const ways = new Map(rows.flatMap((row) => (wayOf(org, data, row) === undefined ? [] : [[row.unit, row] as const])))
    return [
      {
        words: [frameWords(talk, org, data, rows[0]), below].join('\n\n'),
        choices: [
          ...[...ways.values()].map(({ unit, number }) => ({
            say: 'feedback.button.dispatch_like',
            params: { unit: org.unit(unit)?.short ?? org.unit(unit)?.name ?? unit, number },
            token: `dispatch_like ${id} ${number}`,
          })),
          { say: 'feedback.button.dispatch', token: `dispatch ${id}` },
          showButton(id),
        ],
      },
    ]
  },
})

/** One tap: the units and the limit of a case like it, which the lead unit is told as a reason. */
const dispatchLike = command({
  name: 'dispatch_like',
  for: OFFICERS,
  summary: 'staff.dispatch-like',
  listed: false,
  async run(talk, [named, cited]) {
    const { id, data } = await caseFor(talk, named, dispatch)
    const { rows } = await talk.execute(precedents, { case: id, limit: LOOKED })
    const org = await talk.organisation()
    const row = rows.find(({ number }) => number === cited)
    const way = row === undefined ? undefined : wayOf(org, data, row)
    if (row === undefined || way === undefined) throw refusal('case.no-precedent')
    const due = shorterDue(talk, data, row)
    const note = talk.text('staff.like-note', rowWords(talk, org, row))
    const { number } = await talk.execute(dispatch, { case: id, ...way, note, ...(due === undefined ? {} : { due }) })
    return [done('staff.done.dispatched', id, { number, unit: org.unit(way.lead)?.name ?? way.lead })]
  },
})

/** The units of a case like it, without those that this one complains about; none where the lead is one of them. */
const wayOf = (org: Organisation, data: CaseData, { unit, supporting }: Precedent) => {
  const excluded = excludedUnits(org, data.against)
  const isPossible = (code: string): boolean => org.unit(code) !== undefined && !excluded.has(code)
  return isPossible(unit) ? { lead: unit, supporting: supporting.filter(isPossible) } : undefined
}

/** The last day by the limit of a case like it, from the day of receipt: never later than by this case's own, nor past. */
const shorterDue = (talk: Talk, { clock }: CaseData, { limit }: Precedent): string | undefined => {
  if (clock === undefined || limit >= clock.limit) return undefined
  const calendar = calendarOf(talk.content)
  const day = dueDay({ ...clock, limit }, calendar)?.day
  return day === undefined || day < calendar.dayAt(talk.now) ? undefined : day
}

const frameWords = (talk: Talk, org: Organisation, data: CaseData, first: Precedent | undefined): string => {
  const unit = first === undefined || wayOf(org, data, first) === undefined ? data.proposal.unit : first.unit
  const due = (first === undefined ? undefined : shorterDue(talk, data, first)) ?? data.due?.day
  return talk.text('staff.dispatch-frame', {
    number: data.number,
    unit: unit === undefined ? talk.text('staff.unit-unknown') : (org.unit(unit)?.name ?? unit),
    day: dayOf(talk, data.receivedAt),
    where: data.place === undefined ? '' : talk.text('staff.dispatch-where', { place: data.place.text }),
    matter: matterName(talk, data.matter),
    deadline: due === undefined ? talk.text('staff.dispatch-in-time') : talk.text('staff.dispatch-by', { due }),
  })
}

const rowWords = (talk: Talk, org: Organisation, row: Precedent) => ({
  number: row.number,
  unit: [row.unit, ...row.supporting].map((code) => org.unit(code)?.name ?? code).join(talk.text('list.comma')),
  limit: row.limit,
  took: row.took,
  words: row.because.length === 0 ? talk.text('staff.alike-matter') : row.because.join(talk.text('list.comma')),
})

export const dispatchHelpCommands = [dispatchHelp, dispatchLike]
