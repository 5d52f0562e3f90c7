import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day, instantAt, toDay } from '../calendar/index.ts'
import type { Content, Language } from '../content/content.ts'
import { officeFor } from '../feedback/office-for.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { staffOf } from '../warnings/audience.ts'
import { decidesOnRound, maySeeRound, readRound } from './access.ts'
import { Round, Visit } from './visit.ts'

/** When supervisors are reminded on the last day, by the office's clock. */
const REMINDED_AT = '08:30'

const Done = z.object({ id: z.string(), title: z.string() })
const done = ({ id, data }: Stored<Round>): z.infer<typeof Done> => ({ id, title: data.title })

/** Plans a round. Supervisors are told; the units only where it is announced. */
export const plan = operation({
  name: 'visits.plan',
  summary: 'Plan a round of visits: which units, who goes, until when, announced or not',
  allow: ['officer', 'director'],
  input: z.object({
    title: z.string().trim().min(2).max(80),
    announced: z.boolean(),
    units: z.array(z.string()).min(1).max(200),
    supervisors: z.array(z.string()).min(1).max(100),
    to: Day,
  }),
  output: Done,
  async run(context, input) {
    const org = await organisation(context)
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    if (input.to < today) throw refusal('visits.over-already')
    const units = input.units.filter((code) => org.unit(code) !== undefined)
    if (units.length === 0) throw refusal('visits.unit-unknown')
    for (const code of input.supervisors) {
      const person = org.person(code)
      if (person?.state !== 'active' || !person.roles.includes('supervisor'))
        throw refusal('visits.no-supervisor', { name: person?.name ?? code })
    }
    const id = context.newId(Round)
    const data: Round = {
      ...{ ...input, units, from: today, office: officeFor(context, org, { units, people: [] }) },
      ...{ state: 'open', plannedAt: context.now, plannedBy: actorName(context.actor) },
    }
    if (!decidesOnRound(org, context.actor, data)) throw forbidden()
    const names = units.map((code) => org.unit(code)?.name ?? code).join('、')
    const params = { title: data.title, units: names, day: data.to }
    return create(Round, id, data, [
      ...data.supervisors.map((person) =>
        tell({ kind: 'person', person }, data.announced ? 'visits.told.planned' : 'visits.told.planned-secret', {
          ...{ purpose: 'duty' as const, params, choices: [{ say: 'visits.button.record', token: `visit ${id}` }] },
        }),
      ),
      ...(data.announced ? toldUnits(org, data) : []),
      { do: 'visits.remind', input: { round: id }, at: instantAt(toDay(data.to), REMINDED_AT, calendar.timeZone) },
    ])
  },
  outputOf: done,
})

const toldUnits = (org: Organisation, { units, title, to }: Round): readonly Wish[] => {
  const people = new Set(units.flatMap((unit) => org.reception(unit).map(({ code }) => code)))
  return [...people].map((person) =>
    tell({ kind: 'person', person }, 'visits.told.unit', { purpose: 'duty', params: { title, day: to } }),
  )
}

/** On the last day, supervisors who have recorded nothing are reminded. */
export const remind = operation({
  name: 'visits.remind',
  summary: 'Remind supervisors on the last day of a round who have recorded no visit of it',
  allow: 'system',
  audited: false,
  input: z.object({ round: z.string() }),
  output: z.object({}),
  async run(context, { round }) {
    const stored = await context.load(Round, round)
    const { data } = stored
    if (data.state === 'closed') return answer({})
    const went = new Set<string>()
    for await (const visit of context.read(Visit).stream({ where: { 'data.round': round } }))
      went.add(visit.data.supervisor)
    const missing = data.supervisors.filter((code) => !went.has(code))
    if (missing.length === 0) return answer({})
    const org = await organisation(context)
    const { title } = data
    const choices = [{ say: 'visits.button.record', token: `visit ${round}` }]
    return change(Round, stored, data, [
      ...missing.map((person) =>
        tell({ kind: 'person', person }, 'visits.told.last-day', { purpose: 'duty', params: { title }, choices }),
      ),
      ...toOffice(context, org, data, missing),
    ])
  },
  outputOf: () => ({}),
})

/** The office hears who has not gone yet, and whom nobody can remind any more because they have left. */
const toOffice = (
  { content }: Context,
  org: Organisation,
  data: Round,
  missing: readonly string[],
): readonly Wish[] => {
  const params = { title: data.title, names: missing.map((code) => calledIn(content, org, code)).join('、') }
  const choices = [{ say: 'visits.rounds', token: 'rounds' }]
  return staffOf(org, data.office, 'officer')
    .filter((person) => decidesOnRound(org, { kind: 'person', person, ...org.standing(person) }, data))
    .map((person) => tell({ kind: 'person', person }, 'visits.told.not-gone', { purpose: 'duty', params, choices }))
}

/** A supervisor's name; of one who left, with that word. */
export const calledIn = (content: Content, org: Organisation, code: string, language: Language = 'zh-CN'): string => {
  const person = org.person(code)
  const name = person?.name ?? code
  return person?.state === 'left' ? content.say(language, 'visits.has-left', { name }) : name
}

/** Ends a round; who went hears how it went. */
export const closeRound = operation({
  name: 'visits.closeRound',
  summary: 'Close a round of visits with a summary, which its supervisors are told',
  allow: ['officer', 'director'],
  input: z.object({ round: z.string().max(60), summary: z.string().trim().min(2).max(3_000) }),
  output: Done,
  async run(context, { round, summary }) {
    await readRound(context, round)
    const stored = await context.load(Round, round)
    const { data } = stored
    if (!decidesOnRound(await organisation(context), context.actor, data)) throw forbidden()
    if (data.state === 'closed') throw refusal('visits.round-closed', { title: data.title })
    const told = data.supervisors.map((person) =>
      tell({ kind: 'person', person }, 'visits.told.closed', { params: { title: data.title, summary } }),
    )
    return change(Round, stored, { ...data, state: 'closed', summary, closedAt: context.now }, told)
  },
  outputOf: done,
})

const Line = z.object({
  id: z.string(),
  title: z.string(),
  announced: z.boolean(),
  state: z.enum(['open', 'closed']),
  to: z.string(),
  units: z.array(z.string()),
  supervisors: z.array(z.string()),
  visits: z.number(),
  findings: z.number(),
  /** Findings that nobody has decided on. */
  open: z.number(),
  summary: z.string().optional(),
  /** Whoever asks may close it. */
  decides: z.boolean(),
})
export type RoundLine = z.infer<typeof Line>

/** Rounds that whoever asks may see, the newest first, with what was found so far. */
export const rounds = query({
  name: 'visits.rounds',
  summary: 'List rounds of visits, the newest first, with how many visits and findings',
  allow: ['supervisor', 'officer', 'director', 'viewer', 'auditor'],
  input: z.object({ limit: z.coerce.number().int().min(1).max(50).default(8), round: z.string().max(60).optional() }),
  output: z.object({ rows: z.array(Line) }),
  async run(context, { limit, round }) {
    const org = await organisation(context)
    const found: Stored<Round>[] = []
    if (round === undefined) {
      for await (const stored of context.read(Round).stream({ order: ['-data.plannedAt'] })) {
        if (maySeeRound(org, context.actor, stored.data)) found.push(stored)
        if (found.length === limit) break
      }
    } else found.push(await readRound(context, round))
    const rows = await Promise.all(
      found.map(async ({ id, data }) => {
        const findings: { readonly became?: unknown }[] = []
        let visits = 0
        for await (const visit of context.read(Visit).stream({ where: { 'data.round': id } })) {
          visits += 1
          findings.push(...visit.data.findings)
        }
        const { title, announced, state, to, units, supervisors, summary } = data
        return {
          ...{ id, title, announced, state, to, units, supervisors, visits, findings: findings.length },
          ...{ open: findings.filter(({ became }) => became === undefined).length },
          ...(summary === undefined ? {} : { summary }),
          decides: decidesOnRound(org, context.actor, data),
        }
      }),
    )
    return { rows }
  },
})
