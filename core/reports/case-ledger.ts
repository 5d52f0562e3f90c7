import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { isConcerned, OFFICE_ROLES, seesOffice } from '../feedback/access.ts'
import { Case, type CaseData } from '../feedback/case.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Asked, Figures, Ledger } from '../ledgers/ledger.ts'
import { before, instantsOf, type Period } from '../ledgers/period.ts'
import { mattersOf } from '../matters/matter.ts'
import type { Cell } from '../ports/printer.ts'

/** The register of cases (D4): what was received in the period, and how far it had come at its end. */
export const caseLedger: Ledger = {
  name: 'cases',
  columns: [
    'number',
    'received',
    'kind',
    'matter',
    'lead',
    'due',
    'answered',
    'on-time',
    'closed',
    'solved',
    'reopened',
  ],
  async *rows(asked) {
    for await (const data of receivedIn(asked, asked.period)) yield rowOf(asked, data)
  },
  figures: async (asked) => figuresOf(asked),
}

const receivedIn = async function* (asked: Asked, period: Period): AsyncGenerator<CaseData> {
  const { context, org, units } = asked
  const { from, until } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.receivedAt': { gte: from, lt: until } }
  for await (const { data } of context.read(Case).stream({ where, order: ['data.receivedAt'] })) {
    if (units !== undefined && (data.lead === undefined || !units.has(data.lead))) continue
    // Whoever is complained about sees no line of it; within their units, those who head them see every other.
    const { actor } = context
    const seen = !isConcerned(org, actor, data) && (units !== undefined || seesOffice(actor, data))
    if (seen) yield data
  }
}

/** How a case stood at an instant, whatever has happened since. */
const standing = ({ context, asAt }: Pick<Asked, 'context' | 'asAt'>, data: CaseData) => {
  const day = (at: string): string => calendarOf(context.content).dayAt(at)
  const answered = data.answers.find(({ at }) => at < asAt)
  const last = data.answers.filter(({ at }) => at < asAt).at(-1)
  const due = last?.round === data.round || last === undefined ? data.due?.day : undefined
  const rating = data.ratings.filter(({ at }) => at < asAt).at(-1)
  return {
    ...{ answered: answered === undefined ? undefined : day(answered.at), due, solved: rating?.solved },
    onTime: last === undefined || due === undefined ? undefined : day(last.at) <= due,
    closed: data.closedAt !== undefined && data.closedAt < asAt ? day(data.closedAt) : undefined,
    reopened: data.reopened.filter(({ at }) => at < asAt).length,
  }
}

const rowOf = (asked: Asked, data: CaseData): readonly Cell[] => {
  const { context, org, language, say } = asked
  const { answered, due, onTime, closed, solved, reopened } = standing(asked, data)
  const matter = data.matter === undefined ? undefined : mattersOf(context.content).get(data.matter)
  return [
    ...[data.number, calendarOf(context.content).dayAt(data.receivedAt), say(`reports.kind.${data.kind}`)],
    ...[matter === undefined ? '' : inLanguage(matter.name, language)],
    ...[data.lead === undefined ? '' : (org.unit(data.lead)?.name ?? data.lead), due ?? '', answered ?? ''],
    ...[onTime === undefined ? '' : say(onTime ? 'reports.yes' : 'reports.no'), closed ?? ''],
    ...[solved === undefined ? '' : say(`reports.solved.${solved}`), reopened],
  ]
}

const RATES = ['received', 'answered', 'on-time', 'finished', 'satisfied', 'help', 'green'] as const

/** How many and what share: answered and finished of all, on time of those answered, satisfied of those rated. */
const figuresOf = async (asked: Asked): Promise<Figures> => {
  const zone = asked.context.content.only(Office).timezone
  const earlier = before(asked.period)
  const now = await rates(asked, asked.period)
  const then = await rates({ ...asked, asAt: instantsOf(earlier, zone).until }, earlier)
  return {
    columns: ['ledgers.figure.what', 'ledgers.figure.this-period', 'ledgers.figure.period-before'],
    // Of a unit with few cases, the count alone would tell it which of them a member told.
    rows: RATES.filter((rate) => rate !== 'green' || hasRole(asked.context.actor, ...OFFICE_ROLES)).map((rate) => [
      asked.say(`ledgers.rate.${rate}`),
      share(now[rate]),
      share(then[rate]),
    ]),
  }
}

interface Share {
  readonly count: number
  readonly of: number
}

const share = ({ count, of }: Share): string =>
  of === 0 ? String(count) : `${count} / ${of} (${Math.round((100 * count) / of)} %)`

const rates = async (asked: Asked, period: Period): Promise<Record<(typeof RATES)[number], Share>> => {
  let [all, answered, finished, timed, onTime, rated, satisfied, help, green] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for await (const data of receivedIn(asked, period)) {
    const stood = standing(asked, data)
    all += 1
    help += data.kind === 'help' ? 1 : 0
    green += data.green === true ? 1 : 0
    answered += stood.answered === undefined ? 0 : 1
    finished += stood.closed === undefined ? 0 : 1
    timed += stood.onTime === undefined ? 0 : 1
    onTime += stood.onTime === true ? 1 : 0
    rated += stood.solved === undefined ? 0 : 1
    satisfied += stood.solved === 'yes' || stood.solved === 'partly' ? 1 : 0
  }
  return {
    received: { count: all, of: 0 },
    answered: { count: answered, of: all },
    finished: { count: finished, of: all },
    'on-time': { count: onTime, of: timed },
    satisfied: { count: satisfied, of: rated },
    help: { count: help, of: all },
    green: { count: green, of: all },
  }
}
