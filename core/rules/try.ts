import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { addDays, dueDay, toDay } from '../calendar/index.ts'
import type { CaseData } from '../feedback/case.ts'
import { Case } from '../feedback/case.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { standingRules } from './book.ts'
import { caseGround, momentOf } from './case-grounds.ts'
import { requireSound } from './check.ts'
import { dayGrounds, windowStart } from './day-grounds.ts'
import { type Ground, reachedBy } from './ground.ts'
import { rankingGrounds, rankingsMade } from './ranking-grounds.ts'
import { Rule, type TriggerOf } from './rule.ts'

/** The longest period that a rule is tried on. */
const MOST_DAYS = 800
const SAMPLES = 10

const Trial = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  /** How many warnings it would have issued. */
  count: z.number(),
  units: z.array(z.object({ unit: z.string(), name: z.string(), count: z.number() })),
  people: z.number(),
  /** Grounds that would have reached nobody. */
  nobody: z.number(),
  samples: z.array(z.object({ day: z.string(), unit: z.string(), case: z.string().optional() })),
})
export type Trial = z.infer<typeof Trial>

/** What a rule would have issued in a period: by today's organisation, and by the facts that cases show now. */
export const tryRule = query({
  name: 'rules.try',
  summary: 'Try a rule on history: what it would have issued in a period, and to which units',
  allow: ['officer', 'director'],
  input: z.object({ name: z.string().optional(), rule: Rule.optional(), from: z.iso.date(), to: z.iso.date() }),
  output: Trial,
  async run(context, { name, rule: given, from, to }) {
    if (to < from || addDays(toDay(from), MOST_DAYS) < to) throw refusal('rules.period', { most: MOST_DAYS })
    const rule = given ?? (await standingRules(context)).find((each) => each.rule.name === name)?.rule
    if (rule === undefined) throw refusal('rules.unknown', { name: name ?? '' })
    requireSound(rule)
    const org = await organisation(context)
    const grounds = new Map<string, Ground>()
    for (const ground of await groundsIn(context, org, rule, from, to)) grounds.set(ground.key, ground)
    return summary(context, org, rule, from, to, [...grounds.values()])
  },
})

const groundsIn = async (context: Context, org: Organisation, rule: Rule, from: string, to: string) => {
  const { trigger } = rule
  if (trigger.kind === 'deadline') return deadlineGrounds(context, org, rule, trigger, from, to)
  if (trigger.kind === 'ranking') return placesIn(context, org, rule, trigger, from, to)
  if (trigger.kind === 'event') return eventGrounds(context, org, rule, trigger, from, to)
  const cases = trigger.kind === 'count' ? await received(context, windowStart(trigger, from), to) : []
  const days: Ground[] = []
  for (let day = toDay(from); day <= to; day = addDays(day, 1))
    days.push(
      ...dayGrounds(
        context.content,
        org,
        rule,
        day,
        cases.map(({ data }) => data),
      ),
    )
  return days
}

/** The rankings that were made in the period. */
const placesIn = async (
  context: Context,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'ranking'>,
  from: string,
  to: string,
): Promise<readonly Ground[]> => {
  const all = await rankingsMade(context, trigger.ranking)
  return all
    .filter(({ day }) => day >= from && day <= to)
    .flatMap((made) => rankingGrounds(org, rule, trigger, made, all))
}

const received = async (context: Context, from: string, to: string): Promise<readonly Stored<CaseData>[]> => {
  const calendar = calendarOf(context.content)
  const found: Stored<CaseData>[] = []
  const where = {
    'data.receivedAt': { gte: `${addDays(toDay(from), -1)}T00:00:00.000Z`, lte: calendar.closing(toDay(to)) },
  }
  for await (const stored of context.read(Case).stream({ where, order: ['data.receivedAt'] })) found.push(stored)
  return found
}

/** How long before the period a case may have come that is due in it, in days. */
const BEFORE = 200

/** Every round of every case: its moment lies in the period, and it was still open then. */
const deadlineGrounds = async (
  context: Context,
  org: Organisation,
  rule: Rule,
  trigger: TriggerOf<'deadline'>,
  from: string,
  to: string,
): Promise<readonly Ground[]> => {
  const calendar = calendarOf(context.content)
  const found: Ground[] = []
  for (const { id, data } of await received(context, addDays(toDay(from), -BEFORE), to)) {
    const { clock } = data
    if (clock === undefined || ['refused', 'merged', 'withdrawn'].includes(data.state)) continue
    for (const round of [...clock.earlier, clock]) {
      const due = dueDay(round, calendar)?.day
      if (due === undefined) continue
      const at = momentOf(calendar, due, trigger.days)
      const day = calendar.dayAt(at)
      if (day < from || day > to || at > context.now || at < round.startedAt) continue
      if (round.closedAt !== null && round.closedAt <= at) continue
      const then = { ...data, state: data.lead === undefined ? ('received' as const) : ('accepted' as const) }
      const ground = caseGround(context.content, org, rule, { id, data: then }, at, due)
      if (ground !== undefined) found.push(ground)
    }
  }
  return found
}

const eventGrounds = async (
  context: Context,
  org: Organisation,
  rule: Rule,
  { step }: TriggerOf<'event'>,
  from: string,
  to: string,
): Promise<readonly Ground[]> => {
  const calendar = calendarOf(context.content)
  const found: Ground[] = []
  for (const { id, data, history } of await received(context, addDays(toDay(from), -BEFORE), to)) {
    for (const { at, did } of history) {
      const day = calendar.dayAt(at)
      if (did !== `feedback.${step}` || day < from || day > to) continue
      const ground = caseGround(context.content, org, rule, { id, data }, at)
      if (ground !== undefined) found.push(ground)
    }
  }
  return found
}

const summary = (
  context: Context,
  org: Organisation,
  rule: Rule,
  from: string,
  to: string,
  grounds: readonly Ground[],
): Trial => {
  const units = new Map<string, number>()
  const reached = new Set<string>()
  let [count, nobody] = [0, 0]
  for (const ground of grounds) {
    const { people } = reachedBy(context.content, org, { rule, version: 0 }, ground)
    if (people.length === 0) nobody++
    count += people.length
    for (const person of people) reached.add(person)
    units.set(ground.unit, (units.get(ground.unit) ?? 0) + people.length)
  }
  return {
    ...{ name: rule.name, from, to, count, nobody, people: reached.size },
    units: [...units]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([unit, each]) => ({ unit, name: org.unit(unit)?.name ?? unit, count: each })),
    samples: grounds.slice(0, SAMPLES).map(({ day, unit, values }) => ({
      ...{ day, unit },
      ...(values['zh-CN'].number === undefined ? {} : { case: String(values['zh-CN'].number) }),
    })),
  }
}
