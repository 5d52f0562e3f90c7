import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { change, create } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { postOf } from '../warnings/audience.ts'
import { activeRules, changeId, RuleChange, standingRules } from './book.ts'
import { requireSound } from './check.ts'
import { postFacts } from './facts.ts'
import { fire } from './fire.ts'
import { Rule, RuleName } from './rule.ts'
import { holds } from './vocabulary.ts'

type Change = RecordOf<typeof RuleChange>

/** That a manual rule was applied. */
export const RuleUse = record('rule-use', {
  prefix: 'j',
  schema: z.object({ name: z.string(), post: z.string(), day: z.string() }),
})

const Reason = z.string().trim().min(2).max(1_000)
const Changed = z.object({ name: z.string(), on: z.boolean(), version: z.number() })
const changed = ({ id, data }: Stored<Change>) => ({
  name: id.slice(RuleChange.prefix.length + 1),
  on: data.on,
  version: data.version,
})

/** Writes what officers changed about a rule, and lets every open case be watched by it. */
const keep = async (context: Context, name: string, reason: string, next: Pick<Change, 'rule' | 'on'>) => {
  const id = changeId(name)
  const there = await context.read(RuleChange).get(id)
  const { rule, on } = next
  const data: Change = {
    ...{ on, version: (there?.data.version ?? 1) + 1, reason, by: actorName(context.actor), at: context.now },
    ...(rule === undefined ? {} : { rule }),
  }
  const wishes = [{ do: 'rules.watchAnew', input: { since: context.now } }]
  return there === undefined
    ? create(RuleChange, id, data, wishes)
    : change(RuleChange, await context.load(RuleChange, id), data, wishes)
}

export const switchRule = operation({
  name: 'rules.switch',
  summary: 'Switch a rule on or off, with a reason',
  allow: ['officer', 'director'],
  input: z.object({ name: RuleName, on: z.boolean(), reason: Reason }),
  output: Changed,
  async run(context, { name, on, reason }) {
    const standing = (await standingRules(context)).find(({ rule }) => rule.name === name)
    if (standing === undefined) throw refusal('rules.unknown', { name })
    if (standing.rule.on === on) throw refusal(on ? 'rules.on-already' : 'rules.off-already', { name })
    const rule = (await context.read(RuleChange).get(changeId(name)))?.data.rule
    return keep(context, name, reason, { on, ...(rule === undefined ? {} : { rule }) })
  },
  outputOf: changed,
})

/** A rule of the officers' own, or instead of one of the content; each change is a new version. */
export const putRule = operation({
  name: 'rules.put',
  summary: 'Write a rule, or write one of the content anew',
  allow: ['officer', 'director'],
  input: z.object({ rule: Rule, reason: Reason }),
  output: Changed,
  async run(context, { rule, reason }) {
    requireSound(rule)
    return keep(context, rule.name, reason, { rule, on: rule.on })
  },
  outputOf: changed,
})

const Row = z.object({ version: z.number(), rule: Rule })

export const list = query({
  name: 'rules.list',
  summary: 'List all rules for warnings, whether they run or not',
  // Who is warned by rules can read them.
  allow: 'person',
  input: z.object({}),
  output: z.object({ rows: z.array(Row) }),
  run: async (context) => ({ rows: [...(await standingRules(context))] }),
})

export const read = query({
  name: 'rules.read',
  summary: 'Read one rule',
  allow: 'person',
  input: z.object({ name: z.string().max(60) }),
  output: Row,
  async run(context, { name }) {
    const standing = (await standingRules(context)).find(({ rule }) => rule.name === name)
    if (standing === undefined) throw refusal('rules.unknown', { name })
    return standing
  },
})

/** An officer applies a rule that waits for a person to say so. */
export const useRule = operation({
  name: 'rules.use',
  summary: 'Apply a manual rule to a post, or to a person in their post',
  allow: ['officer', 'director'],
  input: z.object({ name: z.string(), post: z.string().optional(), person: z.string().optional() }),
  output: z.object({ name: z.string() }),
  async run(context, { name, post: given, person }) {
    const standing = (await activeRules(context)).find(({ rule }) => rule.name === name)
    if (standing?.rule.trigger.kind !== 'manual') throw refusal('rules.not-manual', { name })
    const org = await organisation(context)
    const code = given ?? (person === undefined ? undefined : postOf(org, person, undefined)) ?? ''
    const post = org.post(code)
    const holder = org.holder(code)
    if (context.actor.kind === 'person' && context.actor.person === holder?.code) throw refusal('warnings.to-yourself')
    if (post === undefined || holder === undefined) throw refusal('rules.post-vacant')
    const day = calendarOf(context.content).dayAt(context.now)
    if (!holds(standing.rule, postFacts(org, post, day))) throw refusal('rules.does-not-hold', { name })
    const values = { post: post.title, unit: org.unit(post.unit)?.name ?? post.unit }
    const ground = {
      ...{ key: `${code}:${context.key}`, unit: post.unit, post: code, person: holder.code, day },
      values: { 'zh-CN': values, en: values },
    }
    return create(
      RuleUse,
      context.newId(RuleUse),
      { name, post: code, day },
      await fire(context, org, [{ standing, ground }]),
    )
  },
  outputOf: ({ data }: Stored<RecordOf<typeof RuleUse>>) => ({ name: data.name }),
})
