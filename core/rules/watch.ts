import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Case } from '../feedback/case.ts'
import { OPEN } from '../feedback/lifecycle.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create, type Wish } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import { organisation } from '../people/index.ts'
import { activeRules, type Standing } from './book.ts'
import { caseGround, momentOf } from './case-grounds.ts'
import { fire } from './fire.ts'
import type { Ground } from './ground.ts'

const WatchSchema = z.object({
  case: z.string(),
  /** The last day that is watched; absent while the clock stands. */
  due: z.string().optional(),
  /** Up to when its moments have been dealt with. */
  lookedAt: z.string(),
  timer: z.object({ n: z.number().int(), at: z.string() }).optional(),
})
type WatchData = z.infer<typeof WatchSchema>

/** The next moment at which a rule looks at an open case: one timer a case, however many rules there are. */
export const Watch = record('rule-watch', { prefix: 'y', schema: WatchSchema, keepSteps: 20 })
const watchId = (caseId: string): string => `${Watch.prefix}-${caseId}`

const Done = z.object({ id: z.string() })
const idOf = ({ id }: Stored<WatchData>) => ({ id })

/** A step was taken in the life of a case: rules for it speak, and its deadline is watched anew where it moved. */
export const caseChanged = operation({
  name: 'rules.caseChanged',
  summary: 'Let rules look at a case in whose life a step was taken',
  allow: 'system',
  audited: false,
  input: z.object({ case: z.string(), step: z.string() }),
  output: Done,
  async run(context, input) {
    const id = watchId(input.case)
    const there = await context.read(Watch).get(id)
    const found = await context.read(Case).get(input.case)
    if (found === undefined) return answer({ id })
    const rules = await activeRules(context)
    const events = rules.filter(({ rule: { trigger } }) => trigger.kind === 'event' && trigger.step === input.step)
    const due = OPEN.includes(found.data.state) ? found.data.due?.day : undefined
    if (there === undefined && due === undefined && events.length === 0) return answer({ id })
    if (there !== undefined && there.data.due === due && events.length === 0 && input.step !== 'anew')
      return answer({ id })
    const wishes = await fired(context, found, events, context.now)
    const lookedAt = there?.data.due === due ? (there?.data.lookedAt ?? context.now) : context.now
    const before: WatchData = {
      ...{ case: input.case, lookedAt },
      ...(due === undefined ? {} : { due }),
      ...(there?.data.timer === undefined ? {} : { timer: there.data.timer }),
    }
    const [next, timers] = withNext(context, id, before, rules)
    if (there === undefined) return create(Watch, id, next, [...wishes, ...timers])
    return change(Watch, await context.load(Watch, id), next, [...wishes, ...timers])
  },
  outputOf: idOf,
})

/** The moment of at least one rule has come. What passed during a standstill is dealt with now, each ground once. */
export const lookAtCase = operation({
  name: 'rules.lookAtCase',
  summary: 'Let deadline rules look at a case whose moment has come',
  allow: 'system',
  audited: false,
  input: z.object({ watch: z.string(), timer: z.number().int() }),
  output: Done,
  async run(context, { watch, timer }) {
    const stored = await context.load(Watch, watch)
    const { data } = stored
    if (data.timer?.n !== timer) return answer({ id: watch })
    const found = await context.read(Case).get(data.case)
    const stands = found !== undefined && OPEN.includes(found.data.state) && found.data.due?.day === data.due
    const { due: _due, ...without } = data
    if (found === undefined || !stands) return change(Watch, stored, { ...without, lookedAt: context.now })
    const rules = await activeRules(context)
    const come = rules.filter((standing) => {
      const at = momentIn(context, standing, data.due)
      return at !== undefined && at > data.lookedAt && at <= context.now
    })
    const wishes = await fired(context, found, come, context.now)
    const [next, timers] = withNext(context, watch, { ...data, lookedAt: context.now }, rules)
    return change(Watch, stored, next, [...wishes, ...timers])
  },
  outputOf: idOf,
})

const momentIn = ({ content }: Context, { rule }: Standing, due: string | undefined): string | undefined =>
  rule.trigger.kind === 'deadline' && due !== undefined
    ? momentOf(calendarOf(content), due, rule.trigger.days)
    : undefined

const fired = async (
  context: Context,
  found: { readonly id: string; readonly data: Parameters<typeof caseGround>[3]['data'] },
  rules: readonly Standing[],
  now: string,
): Promise<readonly Wish[]> => {
  if (rules.length === 0) return []
  const org = await organisation(context)
  const grounds: { standing: Standing; ground: Ground }[] = []
  for (const standing of rules) {
    const ground = caseGround(context.content, org, standing.rule, found, now)
    if (ground !== undefined) grounds.push({ standing, ground })
  }
  return fire(context, org, grounds)
}

/** The watch with its next timer: the earliest moment of any rule that is still to come. */
const withNext = (
  context: Context,
  id: string,
  data: WatchData,
  rules: readonly Standing[],
): [WatchData, readonly Wish[]] => {
  const { timer: before, ...rest } = data
  const moments = rules.flatMap((standing) => momentIn(context, standing, data.due) ?? [])
  const at = moments.filter((each) => each > context.now).sort()[0]
  if (at === undefined) return [rest, []]
  if (before?.at === at) return [data, []]
  const timer = { n: (before?.n ?? 0) + 1, at }
  return [{ ...rest, timer }, [{ do: 'rules.lookAtCase', input: { watch: id, timer: timer.n }, at }]]
}

const PAGE = 100

/** The rules have changed: every open case is watched anew, a page at a time. */
export const caseIdsAnew = async (context: Context, after?: string) => {
  const page = await context.read(Case).page({
    where: { 'data.state': { in: [...OPEN] } },
    limit: PAGE,
    ...(after === undefined ? {} : { after }),
  })
  return {
    wishes: page.rows.map(({ id }) => ({ do: 'rules.caseChanged', input: { case: id, step: 'anew' } })),
    next: page.next,
  }
}
