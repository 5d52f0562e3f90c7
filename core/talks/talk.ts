import { z } from 'zod'
import { Attachment } from '../conversation/conversation.ts'
import { refusal } from '../kernel/errors.ts'
import { record } from '../kernel/record.ts'

/** Where a warning talk stands; `STEPS` says what may happen when. */
export const TalkState = z.enum(['invited', 'confirmed', 'asked', 'missed', 'held', 'recorded', 'closed', 'cancelled'])
export type TalkState = z.infer<typeof TalkState>

const At = z.string()
/** `person:code` or `system`, as in histories. */
const By = z.string()

/** Something that has to be put right after the talk, until it is. */
const Problem = z.object({
  text: z.string(),
  due: z.string(),
  /** What the person says was done; the newest last. */
  reports: z.array(z.object({ at: At, by: By, text: z.string(), files: z.array(Attachment) })),
  /** Why a report did not do. */
  returns: z.array(z.object({ at: At, by: By, reason: z.string() })),
  settled: z.object({ at: At, by: By }).optional(),
})
export type Problem = z.infer<typeof Problem>

export const TalkSchema = z.object({
  /** For the record: `AH-T-2026-000012`. */
  number: z.string(),
  state: TalkState,
  person: z.string(),
  /** The unit in whose duties the person is talked to. */
  unit: z.string(),
  /** The unit whose officers hold the talk. */
  office: z.string(),
  day: z.string(),
  time: z.string(),
  place: z.string(),
  reason: z.string(),
  calledBy: By,
  /** Whoever was asked for another date, and why. */
  wishes: z.array(z.object({ at: At, reason: z.string() })),
  attendance: z.object({ at: At, by: By, came: z.boolean(), present: z.string() }).optional(),
  statement: z.object({ at: At, by: By, text: z.string(), files: z.array(Attachment) }).optional(),
  minutes: z.object({ at: At, by: By, text: z.string() }).optional(),
  /** The person read the record and agreed, or what they say is wrong with it. */
  agreed: z.object({ at: At, by: By }).optional(),
  objections: z.array(z.object({ at: At, by: By, text: z.string() })),
  problems: z.array(Problem),
  steps: z.array(z.object({ at: At, by: By, did: z.string(), note: z.string().optional() })),
})
export type TalkData = z.infer<typeof TalkSchema>

/** A warning talk with a cadre 警醒约谈, from the invitation until everything that it found is put right. */
export const TalkRecord = record('talk', {
  prefix: 'y',
  schema: TalkSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.person', 'data.day'] },
    { paths: ['data.office', 'data.state', 'data.day'] },
    { paths: ['data.day'] },
  ],
})

/** What can happen to a talk, and where it leads; a talk never goes back but to be invited anew. */
export const STEPS = {
  confirm: { from: ['invited'], to: 'confirmed' },
  askOther: { from: ['invited', 'confirmed'], to: 'asked' },
  move: { from: ['invited', 'confirmed', 'asked', 'missed'], to: 'invited' },
  cancel: { from: ['invited', 'confirmed', 'asked', 'missed'], to: 'cancelled' },
  miss: { from: ['invited', 'confirmed', 'asked'], to: 'missed' },
  hold: { from: ['invited', 'confirmed', 'asked'], to: 'held' },
  say: { from: ['invited', 'confirmed', 'asked', 'held'], to: undefined },
  note: { from: ['held', 'recorded'], to: undefined },
  agree: { from: ['held'], to: 'recorded' },
  object: { from: ['held'], to: undefined },
  rewrite: { from: ['held'], to: undefined },
  report: { from: ['held', 'recorded'], to: undefined },
  settle: { from: ['held', 'recorded'], to: undefined },
  return: { from: ['held', 'recorded'], to: undefined },
  close: { from: ['recorded'], to: 'closed' },
} as const satisfies Record<string, { from: readonly TalkState[]; to: TalkState | undefined }>
export type TalkStep = keyof typeof STEPS

export const mayStep = (state: TalkState, step: TalkStep): boolean =>
  (STEPS[step].from as readonly TalkState[]).includes(state)

/** @throws Refusal `talks.not-now-…`: what has become of the talk meanwhile */
export const requireStep = ({ state: now, number }: TalkData, step: TalkStep): void => {
  if (!mayStep(now, step)) throw refusal(`talks.not-now-${now}`, { number })
}

/** Whether nothing is left to do: the person agreed to the record, and every problem is settled. */
export const isDone = ({ state, problems }: TalkData): boolean =>
  state === 'recorded' && problems.every(({ settled }) => settled !== undefined)
