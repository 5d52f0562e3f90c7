import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { instantAt, toDay } from '../calendar/index.ts'
import { inLanguage } from '../content/localized.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import type { Job } from '../kernel/job.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import type { RecordType, Stored } from '../kernel/record.ts'
import { tell } from '../messaging/tell.ts'
import { organisation } from '../people/index.ts'
import { DAY, later } from '../ports/clock.ts'
import { RetentionRules, ruleOf, wanted } from './content.ts'
import { Removal, RemovalSchema } from './removal.ts'

/** Who hears of removals and may put them off. */
export const KEEPERS = ['officer', 'director'] as const

/** So many days before it goes, what was put off is warned of again. */
const REMIND_DAYS = 7

/** The longest that a removal may be put off at once. */
const LONGEST = 2 * 365 * DAY

const Done = z.object({ id: z.string() })
const idOf = ({ id }: Stored<unknown>): z.infer<typeof Done> => ({ id })

export const announcing = (records: ReadonlyMap<string, RecordType<unknown>>) => {
  /** Says ahead what will be removed of one kind, unless a removal of that kind is under way or there is nothing. */
  const announce = operation({
    name: 'retention.announce',
    summary: 'Say ahead what will be removed of one kind of record',
    allow: 'system',
    input: z.object({ kind: z.string() }),
    output: Done,
    async run(context, { kind }) {
      const rule = ruleOf(context.content, kind)
      const type = rule === undefined ? undefined : records.get(rule.record)
      if (rule === undefined || type === undefined) throw notFound()
      for (const state of ['announced', 'running'])
        if ((await context.read(Removal).count({ 'data.kind': kind, 'data.state': state })) > 0)
          return answer({ id: '' })
      const executeAt = later(context.now, rule.warnDays * DAY)
      const before = later(executeAt, -rule.days * DAY)
      const announced = await context.read(type).count(wanted(rule, before))
      if (announced === 0) return answer({ id: '' })
      const id = context.newId(Removal)
      return create(
        Removal,
        id,
        { ...{ kind, record: rule.record, before, announced, executeAt }, state: 'announced', postponed: [] },
        [
          ...(await toKeepers(context, id, 'told', { kind, count: announced, day: executeAt })),
          { do: 'retention.execute', input: { id }, at: executeAt },
        ],
      )
    },
    outputOf: idOf,
  })

  const look = operation({
    name: 'retention.look',
    summary: 'Look what is to be removed in the time ahead',
    allow: 'system',
    audited: false,
    input: z.object({}),
    output: z.object({}),
    async run(context) {
      for (const { name } of context.content.only(RetentionRules).kinds)
        await context.execute(announce, { kind: name }, name)
      return answer({})
    },
    outputOf: () => ({}),
  })
  return { announce, look }
}

/** Tells everybody who may put a removal off; `day` is an instant. What is done can't be put off. */
export const toKeepers = async (
  context: Context,
  id: string,
  what: 'told' | 'told-again' | 'told-done',
  { kind, count, day, digest = '' }: { kind: string; count: number; day: string; digest?: string },
): Promise<readonly Wish[]> => {
  const org = await organisation(context)
  const title = ruleOf(context.content, kind)?.title ?? { 'zh-CN': kind, en: kind }
  const choices =
    what === 'told-done'
      ? [{ say: 'retention.command', token: 'retention' }]
      : [{ say: 'retention.button.put-off', token: `put_off ${id}` }]
  const keepers = org
    .people()
    .filter(({ code }) => org.standing(code).roles.some((role) => role === 'officer' || role === 'director'))
  return keepers.map(({ code, language }) =>
    tell({ kind: 'person', person: code }, `retention.${what}`, {
      params: { title: inLanguage(title, language), count, day: calendarOf(context.content).dayAt(day), digest },
      choices,
    }),
  )
}

/** The first of every month, in the morning. */
export const monthly: Job = {
  name: 'retention.look',
  cron: '0 8 1 * *',
  missed: 'once',
  run: () => ({ do: 'retention.look', input: {} }),
}

/** Puts a removal off, with a reason that stays with it. */
export const postpone = operation({
  name: 'retention.postpone',
  summary: 'Put off a removal that was announced, with a reason',
  allow: KEEPERS,
  input: z.object({ id: z.string(), until: z.iso.date(), reason: z.string().trim().min(4).max(1_000) }),
  output: Done,
  async run(context, { id, until, reason }) {
    const stored = await context.load(Removal, id)
    const { data } = stored
    const calendar = calendarOf(context.content)
    const executeAt = instantAt(toDay(until), '08:00', calendar.timeZone)
    if (data.state !== 'announced') throw refusal('retention.too-late')
    if (executeAt <= data.executeAt) throw refusal('retention.not-later', { day: calendar.dayAt(data.executeAt) })
    if (executeAt > later(context.now, LONGEST)) throw refusal('retention.too-long')
    const by = actorName(context.actor)
    return change(
      Removal,
      stored,
      { ...data, executeAt, postponed: [...data.postponed, { at: context.now, by, until, reason }] },
      [
        { do: 'retention.execute', input: { id }, at: executeAt },
        { do: 'retention.remind', input: { id, executeAt }, at: later(executeAt, -REMIND_DAYS * DAY) },
      ],
    )
  },
  outputOf: idOf,
})

/** What was put off is warned of once more, before its new day. */
export const remind = operation({
  name: 'retention.remind',
  summary: 'Say once more what will be removed, where it had been put off',
  allow: 'system',
  audited: false,
  input: z.object({ id: z.string(), executeAt: z.string() }),
  output: z.object({}),
  async run(context, { id, executeAt }) {
    const stored = await context.load(Removal, id)
    const { data } = stored
    // Put off since, or done.
    if (data.state !== 'announced' || data.executeAt !== executeAt || executeAt <= context.now) return answer({})
    const { kind, announced: count } = data
    return change(Removal, stored, data, await toKeepers(context, id, 'told-again', { kind, count, day: executeAt }))
  },
  outputOf: () => ({}),
})

/** What is kept how long, and the removals that are coming or were carried out, the newest first. */
export const removals = query({
  name: 'retention.list',
  summary: 'What is kept how long, and the removals ahead and behind with their certificates',
  allow: ['officer', 'director', 'auditor'],
  input: z.object({}),
  output: z.object({
    kinds: z.array(z.object({ name: z.string(), days: z.number() })),
    removals: z.array(z.object({ id: z.string(), data: RemovalSchema })),
  }),
  async run(context) {
    const { rows } = await context.read(Removal).page({ order: ['-data.executeAt'], limit: 50 })
    return {
      kinds: context.content.only(RetentionRules).kinds.map(({ name, days }) => ({ name, days })),
      removals: rows.map(({ id, data }) => ({ id, data })),
    }
  },
})
