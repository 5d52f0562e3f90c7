import { z } from 'zod'
import { CountedDay } from '../calendar/counted.ts'
import { Attachment, Place } from '../conversation/conversation.ts'
import { refusal } from '../kernel/errors.ts'
import { record } from '../kernel/record.ts'

/** Where a brewing problem stands. */
export const BrewingState = z.enum([
  'received',
  'checking',
  'checked',
  'settled',
  'case',
  'filed',
  'measures',
  'dropped',
  'merged',
])
export type BrewingState = z.infer<typeof BrewingState>

/** States in which somebody still has to do something. */
export const OPEN: readonly BrewingState[] = ['received', 'checking', 'checked']
const GOING_ON: readonly BrewingState[] = [...OPEN, 'case']

/** Which step leads from where to where. What was tapped by mistake is taken back by `back`, to where it stood before. */
export const STEPS = {
  settle: { from: GOING_ON, to: 'settled' },
  send: { from: ['received', 'checking', 'checked'], to: 'checking' },
  check: { from: ['received', 'checking'], to: 'checked' },
  find: { from: ['checking'], to: 'checked' },
  file: { from: GOING_ON, to: 'filed' },
  measure: { from: [...GOING_ON, 'filed'], to: 'measures' },
  drop: { from: OPEN, to: 'dropped' },
  merge: { from: OPEN, to: 'merged' },
  becomeCase: { from: OPEN, to: 'case' },
  back: { from: ['checking', 'checked', 'settled', 'filed', 'measures', 'dropped', 'merged'], to: undefined },
  say: { from: BrewingState.options, to: undefined },
  add: { from: BrewingState.options, to: undefined },
} as const satisfies Record<string, { readonly from: readonly BrewingState[]; readonly to: BrewingState | undefined }>
export type BrewingStep = keyof typeof STEPS

/** The funnel 漏斗 of D3: how far a report came. */
export const STAGES = ['received', 'settled', 'checked', 'filed', 'measures'] as const
export type Stage = (typeof STAGES)[number]

const Step = z.object({
  did: z.string(),
  at: z.string(),
  /** `person:code` or `system`. */
  by: z.string(),
  /** Where it stood before. */
  from: BrewingState,
  to: BrewingState,
  words: z.string().optional(),
  files: z.array(Attachment).optional(),
  /** When it was taken back: it counts no more. */
  takenBack: z.string().optional(),
})

export const URGENCY = ['now', 'soon', 'watch'] as const
export const AFFECTED = ['few', 'some', 'many', 'crowd', 'unknown'] as const

export const BrewingSchema = z.object({
  /** `AH-I-2026-000012`. */
  number: z.string(),
  state: BrewingState,
  receivedAt: z.string(),
  text: z.string(),
  place: Place.optional(),
  since: z.string().optional(),
  affected: z.enum(AFFECTED),
  urgency: z.enum(URGENCY),
  attachments: z.array(Attachment),
  /** Units that it complains about: they and whoever belongs to them never see it. */
  responsible: z.array(z.string()),
  /** The unit whose officers run it. */
  office: z.string(),
  /** The code of the information officer, who hears what comes of it. Shown to nobody. */
  reporter: z.string(),
  /** The chat that it came from, sealed: a case that comes of it is told there. */
  chat: z.object({ key: z.string(), sealed: z.string(), bond: z.string(), channel: z.string() }).optional(),
  /** Who reported the same and was merged into this. */
  also: z.array(z.string()),
  /** The unit that checks it, and by when. */
  unit: z.string().optional(),
  checkBy: z.string().optional(),
  /** What that day was counted from, and whether a list of holidays may move it. */
  checkCounted: CountedDay.omit({ day: true }).optional(),
  mergedInto: z.string().optional(),
  case: z.object({ id: z.string(), number: z.string() }).optional(),
  steps: z.array(Step),
})
export type BrewingData = z.infer<typeof BrewingSchema>

/**
 * A problem that is brewing 苗头问题, as an information officer 信息员 reported it. It holds a problem and a place: there is no
 * member for any person whom it is about, and there must never be one.
 */
export const Brewing = record('brewing', {
  prefix: 'bp',
  schema: BrewingSchema,
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.office', 'data.receivedAt'] },
    { paths: ['data.office', 'data.state', 'data.receivedAt'] },
    { paths: ['data.unit', 'data.state', 'data.receivedAt'] },
    { paths: ['data.unit', 'data.receivedAt'] },
    { paths: ['data.reporter', 'data.receivedAt'] },
    { paths: ['data.also'], many: true },
    { paths: ['data.receivedAt'] },
    { paths: ['data.checkCounted.provisional'] },
  ],
})

export const mayStep = (state: BrewingState, step: BrewingStep): boolean =>
  (STEPS[step].from as readonly BrewingState[]).includes(state)

/** @throws Refusal `brewing.not-now` */
export const requireStep = ({ state, number }: BrewingData, step: BrewingStep): void => {
  if (!mayStep(state, step)) throw refusal('brewing.not-now', { number, state })
}

/** The stages that a report reached; what was taken back counts no more. */
export const stagesOf = ({ steps }: Pick<BrewingData, 'steps'>): ReadonlySet<Stage> => {
  const reached = new Set(
    steps.flatMap(({ to, from, takenBack }) => (takenBack === undefined && to !== from ? [to] : [])),
  )
  return new Set(STAGES.filter((stage) => stage === 'received' || reached.has(stage)))
}
