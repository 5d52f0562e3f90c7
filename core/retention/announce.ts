import { z } from 'zod'
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
import { type Kept, RetentionRules, ruleOf, wanted } from './content.ts'
import { Removal, RemovalSchema } from './removal.ts'

/** Who hears of removals and may put them off. */
export const KEEPERS = ['officer', 'director'] as const

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
          ...(await told(context, id, rule, announced, executeAt)),
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

const told = async (
  context: Context,
  id: string,
  { title }: Kept,
  count: number,
  at: string,
): Promise<readonly Wish[]> => {
  const org = await organisation(context)
  const keepers = org
    .people()
    .filter(({ code }) => org.standing(code).roles.some((role) => role === 'officer' || role === 'director'))
  return keepers.map(({ code, language }) =>
    tell({ kind: 'person', person: code }, 'retention.told', {
      params: { title: inLanguage(title, language), count, day: at.slice(0, 10) },
      choices: [{ say: 'retention.button.put-off', token: `put_off ${id}` }],
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
    const executeAt = `${until}T00:00:00.000Z`
    if (data.state !== 'announced') throw refusal('retention.too-late')
    if (executeAt <= data.executeAt) throw refusal('retention.not-later', { day: data.executeAt.slice(0, 10) })
    if (executeAt > later(context.now, LONGEST)) throw refusal('retention.too-long')
    const by = actorName(context.actor)
    return change(
      Removal,
      stored,
      { ...data, executeAt, postponed: [...data.postponed, { at: context.now, by, until, reason }] },
      [{ do: 'retention.execute', input: { id }, at: executeAt }],
    )
  },
  outputOf: idOf,
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
