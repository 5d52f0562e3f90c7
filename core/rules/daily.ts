import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { Case } from '../feedback/case.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import type { Job } from '../kernel/job.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { activeRules, type Standing } from './book.ts'
import { casesSince } from './counted.ts'
import { dayGrounds, windowStart } from './day-grounds.ts'
import { fire } from './fire.ts'
import type { Rule } from './rule.ts'
import { caseIdsAnew } from './watch.ts'

const DAILY: readonly Rule['trigger']['kind'][] = ['count', 'post', 'vacancy', 'calendar']

const RunSchema = z.object({ of: z.string(), day: z.string(), found: z.number().int(), from: z.number().int() })
type RunData = z.infer<typeof RunSchema>

/** What the rules of a day have been asked: one for the day, and one for each rule. */
export const RuleRun = record('rule-run', { prefix: 'n', schema: RunSchema, keepSteps: 200 })

const Done = z.object({ id: z.string() })
const idOf = ({ id }: Stored<RunData>) => ({ id })

/** Every morning, before the offices open. */
export const daily: Job = {
  name: 'rules.askDaily',
  cron: '0 7 * * *',
  missed: 'once',
  run: (at) => ({ do: 'rules.askDaily', input: { at } }),
}

export const askDaily = operation({
  name: 'rules.askDaily',
  summary: 'Ask the rules that look at counts, posts and the calendar what a day brings',
  allow: 'system',
  audited: false,
  input: z.object({ at: z.iso.datetime() }),
  output: Done,
  async run(context, { at }) {
    const day = calendarOf(context.content).dayAt(at)
    const id = `${RuleRun.prefix}-${day}`
    const there = await context.read(RuleRun).get(id)
    if (there !== undefined) {
      await context.load(RuleRun, id)
      return answer({ id })
    }
    const rules = (await activeRules(context)).filter(({ rule }) => DAILY.includes(rule.trigger.kind))
    const wishes = rules.map(({ rule }) => ({ do: 'rules.askRule', input: { rule: rule.name, day, from: 0 } }))
    return create(RuleRun, id, { of: 'all', day, found: rules.length, from: 0 }, wishes)
  },
  outputOf: idOf,
})

/** How many grounds are dealt with in one execution. */
const PAGE = 50

export const askRule = operation({
  name: 'rules.askRule',
  summary: 'Raise the warnings that one rule finds on a day, a page at a time',
  allow: 'system',
  audited: false,
  input: z.object({ rule: z.string(), day: z.iso.date(), from: z.number().int().min(0) }),
  output: Done,
  async run(context, { rule: name, day, from }) {
    const id = `${RuleRun.prefix}-${day}-${name}`
    const rules = await activeRules(context)
    const standing = rules.find(({ rule }) => rule.name === name)
    if (standing === undefined) throw refusal('rules.unknown', { name })
    const org = await organisation(context)
    const cases = await casesFor(context, rules, standing.rule, day)
    const grounds = dayGrounds(context.content, org, standing.rule, day, cases)
    const wishes: Wish[] = [
      ...(await fire(
        context,
        org,
        grounds.slice(from, from + PAGE).map((ground) => ({ standing, ground })),
      )),
      ...(grounds.length > from + PAGE ? [{ do: 'rules.askRule', input: { rule: name, day, from: from + PAGE } }] : []),
    ]
    const run = { of: name, day, found: grounds.length, from }
    const there = await context.read(RuleRun).get(id)
    return there === undefined
      ? create(RuleRun, id, run, wishes)
      : change(RuleRun, await context.load(RuleRun, id), run, wishes)
  },
  outputOf: idOf,
})

/** The cases in the longest window of any counting rule: all rules of a day then look at the same ones. */
const casesFor = async (context: Context, rules: readonly Standing[], { trigger }: Rule, day: string) => {
  if (trigger.kind !== 'count') return []
  const days = Math.max(...rules.flatMap(({ rule: { trigger: each } }) => (each.kind === 'count' ? each.days : [])))
  const from = calendarOf(context.content).closing(toDay(windowStart({ ...trigger, days: days + 1 }, day)))
  return casesSince(context.read(Case), from, context.now)
}

/** Every open case is watched anew after a rule was changed. */
export const watchAnew = operation({
  name: 'rules.watchAnew',
  summary: 'Watch the deadlines of all open cases anew, a page at a time',
  allow: 'system',
  audited: false,
  input: z.object({ since: z.string(), after: z.string().optional() }),
  output: Done,
  async run(context, { since, after }) {
    const id = `${RuleRun.prefix}-anew`
    const { wishes, next } = await caseIdsAnew(context, after)
    const further = next === undefined ? [] : [{ do: 'rules.watchAnew', input: { since, after: next } }]
    const run = { of: 'anew', day: since, found: wishes.length, from: 0 }
    const there = await context.read(RuleRun).get(id)
    return there === undefined
      ? create(RuleRun, id, run, [...wishes, ...further])
      : change(RuleRun, await context.load(RuleRun, id), run, [...wishes, ...further])
  },
  outputOf: idOf,
})
