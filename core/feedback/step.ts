import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { type Operation, operation } from '../kernel/operation.ts'
import { change, type Wish } from '../kernel/outcome.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { loadCase, type Part, takesPart } from './access.ts'
import { Case, type CaseData, CaseState } from './case.ts'
import { type CaseStep, mayStep, requireStep } from './lifecycle.ts'

/** What every step answers. */
export const StepOutput = z.object({ id: z.string(), number: z.string(), state: CaseState })
type StepOutput = z.infer<typeof StepOutput>

export interface StepContext<I> {
  readonly context: Context
  readonly input: I
  readonly id: string
  readonly data: CaseData
  readonly org: Organisation
  /** The unit that the actor handles the case for; the lead unit where that can't be told. */
  readonly unit: string
}

interface StepDeclaration<S extends z.ZodRawShape> {
  readonly name: string
  readonly summary: string
  /** Which states it may happen in: its name in the table of the life cycle. */
  readonly step: CaseStep
  /** In which part the actor may do it. */
  readonly by: readonly Part[]
  readonly input: S
  run(step: StepContext<z.infer<z.ZodObject<S>>>): Promise<CaseStepResult> | CaseStepResult
}

export interface CaseStepResult {
  readonly changes: Partial<{ [K in keyof CaseData]: CaseData[K] | undefined }>
  readonly wishes?: readonly Wish[]
}

/** An operation that takes one step in the life of a case, with what it says of itself. */
export interface CaseOperation<I> extends Operation<I, StepOutput> {
  readonly step: CaseStep
  readonly by: readonly Part[]
}

/** Whether `actor` may take this step now, as the case stands: what buttons go by. */
export const mayTake = (
  org: Organisation,
  actor: Actor,
  data: CaseData,
  { step, by }: Pick<CaseOperation<never>, 'step' | 'by'>,
): boolean => mayStep(data.state, step) && by.some((part) => takesPart(org, actor, data, part))

/** Declares one step in the life of a case: who may take it, when, and what it changes. */
export const caseStep = <S extends z.ZodRawShape>(
  declared: StepDeclaration<S>,
): CaseOperation<z.infer<z.ZodObject<S>> & { case: string }> => {
  const input = z.object({ ...declared.input, case: z.string() })
  type Input = z.infer<z.ZodObject<S>> & { case: string }
  const taken = operation({
    name: declared.name,
    summary: declared.summary,
    allow: declared.by.includes('reporter') ? 'anyone' : 'staff',
    // The shape is the declared one and the case's id.
    input: input as unknown as z.ZodType<Input>,
    output: StepOutput,
    async run(context, given: Input) {
      const stored = await loadCase(context, given.case, ...declared.by)
      requireStep(stored.data, declared.step)
      const org = await organisation(context)
      const { changes, wishes } = await declared.run({
        context,
        input: given,
        id: stored.id,
        data: stored.data,
        org,
        unit: stored.data.lead ?? stored.data.office,
      })
      // Members that a step sets to undefined are gone; the schema refuses any that a case can't be without.
      return change(Case, stored, { ...stored.data, ...changes } as CaseData, [
        ...(wishes ?? []),
        { do: 'rules.caseChanged', input: { case: stored.id, step: declared.step } },
      ])
    },
    outputOf: ({ id, data }: { id: string; data: CaseData }) => ({ id, number: data.number, state: data.state }),
  })
  return { ...taken, step: declared.step, by: declared.by }
}

/** How the actor stands in the case's own history. */
export const byOf = (context: Context): string =>
  context.actor.kind === 'person' ? `person:${context.actor.person}` : context.actor.kind
