import { z } from 'zod'
import type { Attachment } from '../conversation/conversation.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden } from '../kernel/errors.ts'
import { type Allow, type Operation, operation } from '../kernel/operation.ts'
import { change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { type Part, readBrewing, takesPart } from './access.ts'
import { brewingMeant } from './number.ts'
import { Brewing, type BrewingData, BrewingState, type BrewingStep, requireStep, STEPS } from './problem.ts'

/** `steps`: how many it has taken so far. */
export const StepOutput = z.object({ id: z.string(), number: z.string(), state: BrewingState, steps: z.number() })
export const stepOutput = ({ id, data }: Stored<BrewingData>): z.infer<typeof StepOutput> => ({
  ...{ id, number: data.number, state: data.state, steps: data.steps.length },
})

const Always = { brewing: z.string().max(60) }
type Given<S extends z.ZodRawShape> = z.infer<z.ZodObject<S & typeof Always>>

export interface Stepping<I> {
  readonly context: Context
  readonly input: I
  readonly id: string
  readonly data: BrewingData
  readonly org: Organisation
}

interface Declared<S extends z.ZodRawShape> {
  readonly name: string
  readonly summary: string
  readonly step: BrewingStep
  readonly by: Part
  readonly input: S
  run(stepping: Stepping<Given<S>>): Promise<Result> | Result
}

interface Result {
  readonly changes?: Partial<{ [K in keyof BrewingData]: BrewingData[K] | undefined }>
  /** Kept with the step. */
  readonly words?: string | undefined
  readonly files?: Attachment[]
  /** What it tells whom, worked out from how things stand afterwards. */
  wishes?(after: BrewingData): readonly Wish[]
}

const ALLOW = { officer: ['officer', 'director'], unit: ['handler'], reporter: 'person' } as const satisfies Record<
  Part,
  Allow
>

/** Declares one step in the life of a brewing problem: who may take it, when, and whom it tells. */
export const brewingStep = <S extends z.ZodRawShape>(
  declared: Declared<S>,
): Operation<Given<S>, z.infer<typeof StepOutput>> =>
  operation({
    name: declared.name,
    summary: declared.summary,
    allow: ALLOW[declared.by],
    // The shape is the declared one and the problem's id.
    input: z.object({ ...declared.input, ...Always }) as unknown as z.ZodType<Given<S>>,
    output: StepOutput,
    async run(context, input: Given<S>) {
      const { brewing } = input as z.infer<z.ZodObject<typeof Always>>
      const { id } = await readBrewing(context, await brewingMeant(context, brewing))
      const stored = await context.load(Brewing, id)
      const { data } = stored
      const org = await organisation(context)
      if (!takesPart(org, context.actor, data, declared.by)) throw forbidden()
      requireStep(data, declared.step)
      const { changes, words, files, wishes } = await declared.run({ context, input, id, data, org })
      const to = changes?.state ?? STEPS[declared.step].to ?? data.state
      const step = {
        ...{ did: declared.step, at: context.now, by: actorName(context.actor), from: data.state, to },
        ...(words === undefined ? {} : { words }),
        ...(files === undefined || files.length === 0 ? {} : { files }),
      }
      // Members that a step sets to undefined are gone.
      const after = { ...data, ...changes, state: to, steps: [...(changes?.steps ?? data.steps), step] } as BrewingData
      return change(Brewing, stored, after, wishes?.(after) ?? [])
    },
    outputOf: stepOutput,
  })
