import { z } from 'zod'
import { Attachment } from '../conversation/conversation.ts'
import { type Actor, actorName, hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound } from '../kernel/errors.ts'
import { type Operation, operation } from '../kernel/operation.ts'
import { change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Organisation, organisation } from '../people/index.ts'
import { isDone, requireStep, STEPS, type TalkData, TalkRecord, TalkState, type TalkStep } from './talk.ts'

/** Who takes a step: the person talked to, or the office that holds the talk. */
export type Part = 'person' | 'office'

export const isPart = (actor: Actor, data: TalkData, part: Part): boolean => {
  if (actor.kind === 'system') return part === 'office'
  if (actor.kind !== 'person') return false
  if (part === 'person') return actor.person === data.person
  return actor.person !== data.person && hasRole(actor, 'officer', 'director') && actor.units.includes(data.office)
}

/** The person talked to, the officers and directors of the office, and its auditors: nobody else learns of a talk. */
export const maySee = (actor: Actor, data: TalkData): boolean =>
  actor.kind === 'system' ||
  isPart(actor, data, 'person') ||
  isPart(actor, data, 'office') ||
  (actor.kind === 'person' && hasRole(actor, 'auditor') && actor.units.includes(data.office))

/** @throws Refusal `talks.not-found` to everybody who may not see it */
export const readTalk = async (context: Context, id: string): Promise<Stored<TalkData>> => {
  const stored = await context.read(TalkRecord).get(id)
  if (stored === undefined || !maySee(context.actor, stored.data)) throw notFound('talks.not-found')
  return stored
}

export const StepOutput = z.object({ id: z.string(), number: z.string(), state: TalkState })
export const stepOutput = ({ id, data }: Stored<TalkData>): z.infer<typeof StepOutput> => ({
  ...{ id, number: data.number, state: data.state },
})

/** What somebody writes, and what they send with it. */
export const Words = z.string().trim().min(2).max(10_000)
export const Files = z.array(Attachment).max(20).default([])
export const done = ({ now, actor }: Pick<Context, 'now' | 'actor'>) => ({ at: now, by: actorName(actor) })

const Always = { talk: z.string().max(60) }
type Given<S extends z.ZodRawShape> = z.infer<z.ZodObject<S & typeof Always>>

export interface Stepping<I> {
  readonly context: Context
  readonly input: I
  readonly id: string
  readonly data: TalkData
  readonly org: Organisation
}

interface Declared<S extends z.ZodRawShape> {
  readonly name: string
  readonly summary: string
  readonly step: TalkStep
  readonly by: Part
  readonly input: S
  run(stepping: Stepping<Given<S>>): {
    readonly changes?: Partial<TalkData>
    readonly wishes?: readonly Wish[]
    readonly note?: string
  }
}

/** Declares one step in the life of a talk. What leaves nothing to do closes it in the same commit. */
export const talkStep = <S extends z.ZodRawShape>(
  declared: Declared<S>,
): Operation<Given<S>, z.infer<typeof StepOutput>> =>
  operation({
    name: declared.name,
    summary: declared.summary,
    allow: declared.by === 'person' ? 'person' : ['officer', 'director'],
    // The shape is the declared one and the talk's id.
    input: z.object({ ...declared.input, ...Always }) as unknown as z.ZodType<Given<S>>,
    output: StepOutput,
    async run(context, input: Given<S>) {
      const { talk } = input as z.infer<z.ZodObject<typeof Always>>
      await readTalk(context, talk)
      const stored = await context.load(TalkRecord, talk)
      const { id, data } = stored
      if (!isPart(context.actor, data, declared.by)) throw forbidden()
      requireStep(data, declared.step)
      const org = await organisation(context)
      const { changes, wishes = [], note } = declared.run({ context, input, id, data, org })
      const step = { at: context.now, by: actorName(context.actor), did: declared.step }
      const state = STEPS[declared.step].to ?? data.state
      const steps = [...data.steps, note === undefined ? step : { ...step, note }]
      const next: TalkData = { ...data, ...changes, state, steps }
      if (!isDone(next)) return change(TalkRecord, stored, next, wishes)
      const closed = { ...next, state: 'closed' as const, steps: [...steps, { ...step, did: 'close' }] }
      return change(TalkRecord, stored, closed, wishes)
    },
    outputOf: stepOutput,
  })
