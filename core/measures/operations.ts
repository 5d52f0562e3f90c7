import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, Day, instantAt } from '../calendar/index.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import { actorName } from '../kernel/actor.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { excludedUnits } from '../matters/route.ts'
import { tell } from '../messaging/tell.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { organisation } from '../people/index.ts'
import { officeOf } from '../people/office-of.ts'
import { PersonLanguage } from '../people/person.ts'
import { Warning } from '../warnings/warning.ts'
import { maySeeLead, maySeeMeasure, receives } from './access.ts'
import { Advice, Lead, type LeadData, Measure, type MeasureData, MeasureKind } from './measure.ts'

const Words = z.string().trim().min(2).max(5_000)
const Numbered = z.object({ id: z.string(), number: z.string() })
const numbered = ({ id, data }: Stored<{ number: string }>) => ({ id, number: data.number })

/** Records what people decided; the person is told, with the ground and who decided. */
export const recordMeasure = operation({
  name: 'measures.record',
  summary:
    'Record a measure that people decided against a cadre, with its ground, who decided, when and in which document',
  allow: ['officer', 'director'],
  oneAtATime: true,
  input: z.object({
    ...{ person: z.string().max(60), kind: MeasureKind, ground: Words },
    ...{ decidedBy: z.string().trim().min(2).max(200), day: Day, document: z.string().trim().min(1).max(200) },
  }),
  output: Numbered,
  async run(context, { person, kind, ground, decidedBy, day, document }) {
    const org = await organisation(context)
    const found = org.person(person)
    if (found === undefined) throw refusal('measures.person-unknown')
    if (context.actor.kind === 'person' && context.actor.person === person) throw refusal('measures.oneself')
    if (day > calendarOf(context.content).dayAt(context.now)) throw refusal('measures.not-decided-yet', { day })
    const office = officeOf(context)
    const id = context.newId(Measure)
    const data: MeasureData = {
      ...{ number: await nextNumber(context, Measure, 'M'), kind, person, office, ground },
      ...{ unit: org.postsHeldBy(person)[0]?.unit ?? office, decision: { by: decidedBy, day, document } },
      ...{ recordedAt: context.now, recordedBy: actorName(context.actor) },
    }
    const params = { number: data.number, ground, by: decidedBy, day, document }
    return create(Measure, id, data, [
      tell({ kind: 'person', person }, `measures.told.${kind}`, { purpose: 'duty', params, about: id }),
    ])
  },
  outputOf: numbered,
})

/** Takes a measure back, by a director; the person is told. */
export const revokeMeasure = operation({
  name: 'measures.revoke',
  summary: 'Record that a measure was revoked, with the reason',
  allow: ['director'],
  input: z.object({ measure: z.string().max(60), reason: Words }),
  output: Numbered,
  async run(context, { measure, reason }) {
    const known = await context.read(Measure).get(measure)
    if (known === undefined || !maySeeMeasure(context.actor, known.data)) throw notFound('measures.not-found')
    const stored = await context.load(Measure, measure)
    const { data } = stored
    if (context.actor.kind === 'person' && context.actor.person === data.person) throw forbidden()
    if (data.revoked !== undefined) throw refusal('measures.revoked-already', { number: data.number })
    const revoked = { at: context.now, by: actorName(context.actor), reason }
    return change(Measure, stored, { ...data, revoked }, [
      tell({ kind: 'person', person: data.person }, 'measures.told.revoked', {
        ...{ purpose: 'duty', params: { number: data.number, reason }, about: measure },
      }),
    ])
  },
  outputOf: numbered,
})

const MeasureLine = z.object({
  ...{ id: z.string(), number: z.string(), kind: MeasureKind, person: z.string(), ground: z.string() },
  ...{ decidedBy: z.string(), day: z.string(), document: z.string(), revoked: z.boolean() },
})
export type MeasureLine = z.infer<typeof MeasureLine>

export const listMeasures = query({
  name: 'measures.list',
  summary: 'List measures: those taken against you, and those that your office recorded; the newest first',
  allow: 'person',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(MeasureLine) }),
  async run(context, { limit }) {
    const rows: MeasureLine[] = []
    const { actor } = context
    const mine = actor.kind === 'person' ? [{ 'data.person': actor.person }] : [{}]
    const office = actor.kind === 'person' ? actor.units.map((unit) => ({ 'data.office': unit })) : []
    for (const where of [...mine, ...office]) {
      let found = 0
      for await (const { id, data } of context.read(Measure).stream({ where, order: ['-data.recordedAt'] })) {
        if (found === limit) break
        if (!maySeeMeasure(actor, data) || rows.some((row) => row.id === id)) continue
        found++
        const { number, kind, person, ground, decision, revoked } = data
        const { by: decidedBy, day, document } = decision
        rows.push({ id, number, kind, person, ground, decidedBy, day, document, revoked: revoked !== undefined })
      }
    }
    return { rows: rows.sort((a, b) => (a.number < b.number ? 1 : -1)).slice(0, limit) }
  },
})

/** What the office's own rules make worth thinking about. A recommendation and nothing else: people decide. */
export const advise = query({
  name: 'measures.advise',
  summary: 'Which measures the rules recommend to think about for a cadre, and on what ground; nothing is decided',
  allow: ['officer', 'director'],
  input: z.object({ person: z.string().max(60), language: PersonLanguage.default('zh-CN') }),
  output: z.object({
    recommended: z.array(
      z.object({ kind: MeasureKind, count: z.number(), warnings: z.array(z.string()), because: z.string() }),
    ),
  }),
  async run(context, { person, language }) {
    if ((await organisation(context)).person(person) === undefined) throw refusal('measures.person-unknown')
    if (context.actor.kind === 'person' && context.actor.person === person) throw refusal('measures.oneself')
    const { timezone } = context.content.only(Office)
    const today = calendarOf(context.content).dayAt(context.now)
    const recommended = []
    for (const { kind, severity, count, months, because } of context.content.only(Advice).recommend) {
      const since = instantAt(addDays(today, -30 * months), '00:00', timezone)
      const warnings: string[] = []
      for await (const { data } of context
        .read(Warning)
        .stream({ where: { 'data.to': person, 'data.issuedOn': { gte: addDays(today, -30 * months) } } })) {
        const counts = data.severity === severity && data.issuedAt >= since
        if (counts && data.endedAs !== 'withdrawn' && data.endedAs !== 'dispute-upheld') warnings.push(data.number)
      }
      if (warnings.length >= count)
        recommended.push({
          kind,
          count: warnings.length,
          warnings: warnings.slice(-20),
          because: inLanguage(because, language),
        })
    }
    return { recommended }
  },
})

/** Hands a lead over; whoever receives for that body confirms it with a tap. */
export const handOver = operation({
  name: 'leads.handOver',
  summary: 'Hand a lead over to a discipline body, which confirms that it received it',
  allow: ['officer', 'director'],
  oneAtATime: true,
  input: z.object({
    ...{ what: Words, to: z.string().max(60) },
    against: z
      .object({ units: z.array(z.string()).max(20), people: z.array(z.string()).max(20) })
      .default({ units: [], people: [] }),
  }),
  output: Numbered,
  async run(context, { what, to, against }) {
    const org = await organisation(context)
    if (org.unit(to) === undefined) throw refusal('measures.unit-unknown')
    if (against.people.some((each) => org.person(each) === undefined)) throw refusal('measures.person-unknown')
    if (excludedUnits(org, against).has(to)) throw refusal('measures.to-who-is-concerned')
    const data: LeadData = {
      ...{ number: await nextNumber(context, Lead, 'L'), what, against, to, office: officeOf(context) },
      ...{ handedAt: context.now, handedBy: actorName(context.actor) },
    }
    if (!maySeeLead(org, context.actor, data)) throw forbidden()
    const id = context.newId(Lead)
    const hear = [...new Set([...org.reception(to), org.headOf(to)].flatMap((person) => person?.code ?? []))]
    const told = hear.filter((person) => !against.people.includes(person))
    if (told.length === 0) throw refusal('measures.nobody-receives')
    const choices = [{ say: 'leads.button.receive', token: `lead_receive ${id}`, style: 'primary' as const }]
    return create(
      Lead,
      id,
      data,
      told.map((person) =>
        tell({ kind: 'person', person }, 'leads.told.handed', {
          purpose: 'duty',
          params: { number: data.number },
          choices,
          about: id,
        }),
      ),
    )
  },
  outputOf: numbered,
})

export const receiveLead = operation({
  name: 'leads.receive',
  summary: 'Confirm that your body has received a lead; the receipt says what, when and by whom',
  allow: 'person',
  input: z.object({ lead: z.string().max(60) }),
  output: z.object({ id: z.string(), number: z.string(), what: z.string(), at: z.string(), by: z.string() }),
  async run(context, { lead }) {
    const org = await organisation(context)
    const known = await context.read(Lead).get(lead)
    if (known === undefined || !maySeeLead(org, context.actor, known.data)) throw notFound('leads.not-found')
    const stored = await context.load(Lead, lead)
    const { data } = stored
    if (!receives(org, context.actor, data)) throw forbidden()
    if (data.receipt !== undefined) throw refusal('leads.received-already', { number: data.number })
    const receipt = { at: context.now, by: actorName(context.actor) }
    const who = context.actor.kind === 'person' ? (org.person(context.actor.person)?.name ?? '') : ''
    const giver = org.answering(data.handedBy.replace(/^person:/, ''))
    const params = { number: data.number, unit: org.unit(data.to)?.name ?? '', name: who }
    return change(
      Lead,
      stored,
      { ...data, receipt },
      giver === undefined
        ? []
        : [
            tell({ kind: 'person', person: giver.code }, 'leads.told.received', {
              purpose: 'duty',
              params,
              about: lead,
            }),
          ],
    )
  },
  outputOf: ({ id, data }: Stored<LeadData>) => ({
    ...{ id, number: data.number, what: data.what, at: data.receipt?.at ?? '', by: data.receipt?.by ?? '' },
  }),
})

const LeadLine = z.object({
  ...{ id: z.string(), number: z.string(), to: z.string(), handedAt: z.string(), what: z.string() },
  receipt: z.object({ at: z.string(), by: z.string() }).optional(),
})
export type LeadLine = z.infer<typeof LeadLine>

export const listLeads = query({
  name: 'leads.list',
  summary: 'List the leads that your office handed over, or that your body receives; the newest first',
  allow: 'person',
  input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ rows: z.array(LeadLine) }),
  async run(context, { limit }) {
    const org = await organisation(context)
    const { actor } = context
    const rows = new Map<string, LeadLine>()
    const units = actor.kind === 'person' ? actor.units : []
    for (const where of units.flatMap((unit) => [{ 'data.office': unit }, { 'data.to': unit }]))
      for await (const { id, data } of context.read(Lead).stream({ where, order: ['-data.handedAt'] })) {
        if (rows.size >= 2 * limit) break
        if (!maySeeLead(org, actor, data)) continue
        const { number, to, handedAt, what, receipt } = data
        rows.set(id, { id, number, to, handedAt, what, ...(receipt === undefined ? {} : { receipt }) })
      }
    return { rows: [...rows.values()].sort((a, b) => (a.number < b.number ? 1 : -1)).slice(0, limit) }
  },
})
