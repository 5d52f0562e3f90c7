import { z } from 'zod'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Operation, operation } from '../kernel/operation.ts'
import { change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { loadWarning, type Part } from './access.ts'
import { dueDaysOf } from './as-issued.ts'
import { excludedPeople } from './concerned.ts'
import { after, mayStep, requireStep, type WarningStep } from './lifecycle.ts'
import { withTimer } from './timer.ts'
import { Warning, type WarningData, WarningState } from './warning.ts'

/** What every step answers. */
export const StepOutput = z.object({ id: z.string(), number: z.string(), state: WarningState })
type StepOutput = z.infer<typeof StepOutput>

export const stepOutput = ({ id, data }: Stored<WarningData>): StepOutput => ({
  id,
  number: data.number,
  state: data.state,
})

/** Where it was done: `api` unless a chat says its platform. */
const Always = { warning: z.string(), channel: z.string().max(40).optional() }
export const Through = Always.channel
type Given<S extends z.ZodRawShape> = z.infer<z.ZodObject<S & typeof Always>>

interface StepContext<I> {
  readonly context: Context
  readonly input: I
  readonly id: string
  readonly data: WarningData
  readonly org: Organisation
  /** Who may hear of it: not those whom the case complains about. */
  readonly may: (person: string) => boolean
}

interface StepResult {
  readonly changes: Partial<WarningData>
  readonly wishes?: readonly Wish[]
  /** What is noted with the step. */
  readonly note?: string
  /** A further step that follows at once, such as closing what has been put right. */
  readonly atOnce?: WarningStep
}

interface Declared<S extends z.ZodRawShape> {
  readonly name: string
  readonly summary: string
  readonly step: WarningStep
  readonly by: Part
  readonly input: S
  run(step: StepContext<Given<S>>): StepResult | Promise<StepResult>
}

/** An operation that takes one step in the life of a warning, with what it says of itself. */
export interface WarningOperation<I> extends Operation<I, StepOutput> {
  readonly step: WarningStep
  readonly part: Part
}

/** Whether who acts in these parts may take this step now, as the warning stands: what buttons go by. */
export const mayTake = (
  parts: readonly Part[],
  data: WarningData,
  { step, part }: Pick<WarningOperation<never>, 'step' | 'part'>,
): boolean => mayStep(data.state, step) && parts.includes(part)

interface Taken {
  readonly step: WarningStep
  readonly channel: string
  readonly note?: string
  readonly told?: readonly string[]
}

/** The warning one step on: its state by the table, the step with who, when and where, and the timer that it needs now. */
export const stepped = (
  context: Context,
  id: string,
  data: WarningData,
  changes: Partial<WarningData>,
  ...taken: readonly Taken[]
): [WarningData, readonly Wish[]] => {
  let next: WarningData = { ...data, ...changes, state: data.state }
  const dueDays = dueDaysOf(data, next, context.now)
  if (dueDays !== undefined) next = { ...next, dueDays }
  for (const { step, channel, note, told } of taken) {
    requireStep(next, step)
    const made = {
      at: context.now,
      by: actorName(context.actor),
      did: step,
      channel,
      ...(note === undefined ? {} : { note }),
      ...(told === undefined || told.length === 0 ? {} : { told: [...told] }),
    }
    next = { ...next, state: after(next.state, step), steps: [...next.steps, made] }
  }
  return withTimer(context.content, id, next, context.now)
}

/** Declares one step in the life of a warning: who may take it, when, and what it changes. */
export const warningStep = <S extends z.ZodRawShape>(declared: Declared<S>): WarningOperation<Given<S>> => {
  const taken = operation({
    name: declared.name,
    summary: declared.summary,
    allow: declared.by === 'person' ? 'person' : ['officer', 'director'],
    // The shape is the declared one, the warning's id and the channel.
    input: z.object({ ...declared.input, ...Always }) as unknown as z.ZodType<Given<S>>,
    output: StepOutput,
    async run(context, given: Given<S>) {
      const { warning, channel = 'api' } = given as z.infer<z.ZodObject<typeof Always>>
      const stored = await loadWarning(context, warning, declared.by)
      const { id, data } = stored
      requireStep(data, declared.step)
      const org = await organisation(context)
      const may = await excludedPeople(context, org, data.ground.case)
      const { changes, wishes, note, atOnce } = await declared.run({ context, input: given, id, data, org, may })
      const first = { step: declared.step, channel, ...(note === undefined ? {} : { note }) }
      const steps = atOnce === undefined ? [first] : [first, { step: atOnce, channel }]
      const [next, timers] = stepped(context, id, data, changes, ...steps)
      return change(Warning, stored, next, [...(wishes ?? []), ...timers])
    },
    outputOf: stepOutput,
  })
  return { ...taken, step: declared.step, part: declared.by }
}
