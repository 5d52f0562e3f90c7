import { z } from 'zod'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation, query } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import { record, type Stored } from '../kernel/record.ts'
import type { Ground } from './ground.ts'

const SilenceSchema = z.object({
  /** What it is about: every one that is given must fit. */
  rule: z.string().optional(),
  unit: z.string().optional(),
  case: z.string().optional(),
  /** `silence`: nothing is issued; `group`: it is, but reaches people in their digest. */
  mode: z.enum(['silence', 'group']),
  reason: z.string(),
  until: z.string(),
  by: z.string(),
  at: z.string(),
  endedAt: z.string().optional(),
  /** What would have been issued meanwhile. */
  held: z.array(z.object({ rule: z.string(), unit: z.string(), at: z.string(), case: z.string().optional() })),
})
type SilenceData = z.infer<typeof SilenceSchema>

/** Rules say nothing, or less, for a time 静默: with a reason, and with a list of what was held back. */
export const Silence = record('rule-silence', {
  prefix: 'z',
  schema: SilenceSchema,
  indexes: [{ paths: ['data.until'] }],
})

const KEPT = 500

export const silence = operation({
  name: 'rules.silence',
  summary: 'Silence rules, or group what they issue, until a day, with a reason',
  allow: ['officer', 'director'],
  input: z.object({
    ...{ rule: z.string().optional(), unit: z.string().optional(), case: z.string().optional() },
    mode: z.enum(['silence', 'group']),
    until: z.iso.datetime(),
    reason: z.string().trim().min(2).max(1_000),
  }),
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const { rule, unit } = input
    if (rule === undefined && unit === undefined && input.case === undefined) throw refusal('rules.silence-what')
    if (input.until <= context.now) throw refusal('rules.silence-past')
    const about = Object.fromEntries(
      Object.entries({ rule, unit, case: input.case }).filter(([, value]) => value !== undefined),
    )
    return create(Silence, context.newId(Silence), {
      ...about,
      ...{ mode: input.mode, reason: input.reason, until: input.until },
      ...{ by: actorName(context.actor), at: context.now, held: [] },
    })
  },
  outputOf: ({ id }: Stored<SilenceData>) => ({ id }),
})

export const endSilence = operation({
  name: 'rules.endSilence',
  summary: 'End a silence before its time',
  allow: ['officer', 'director'],
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  async run(context, { id }) {
    const stored = await context.load(Silence, id)
    return stored.data.endedAt === undefined
      ? change(Silence, stored, { ...stored.data, endedAt: context.now })
      : answer({ id })
  },
  outputOf: ({ id }: Stored<SilenceData>) => ({ id }),
})

/** The silences that are on now, with what they held back. */
export const silences = query({
  name: 'rules.silences',
  summary: 'List the silences that are on, with what they held back',
  allow: ['officer', 'director', 'auditor'],
  input: z.object({}),
  output: z.object({ rows: z.array(SilenceSchema.extend({ id: z.string() })) }),
  run: async (context) => ({
    rows: (await silencesNow(context)).map(({ id, data }) => ({ id, ...data })),
  }),
})

/** What a rule would have issued, kept with the silence that held it back. */
export const hold = operation({
  name: 'rules.hold',
  summary: 'Keep what a silence held back',
  allow: 'system',
  audited: false,
  input: z.object({ silence: z.string(), rule: z.string(), unit: z.string(), case: z.string().optional() }),
  output: z.object({ id: z.string() }),
  async run(context, input) {
    const stored = await context.load(Silence, input.silence)
    const { silence: _silence, ...held } = input
    if (stored.data.held.length >= KEPT) return answer({ id: stored.id })
    return change(Silence, stored, { ...stored.data, held: [...stored.data.held, { ...held, at: context.now }] })
  },
  outputOf: ({ id }: Stored<SilenceData>) => ({ id }),
})

export const silencesNow = async (context: Pick<Context, 'read' | 'now'>): Promise<readonly Stored<SilenceData>[]> => {
  const found: Stored<SilenceData>[] = []
  for await (const stored of context.read(Silence).stream({ where: { 'data.until': { gt: context.now } } }))
    if (stored.data.endedAt === undefined) found.push(stored)
  return found
}

/** The silence that a ground of `rule` falls under; one that silences wins over one that groups. */
export const silenceOf = (
  all: readonly Stored<SilenceData>[],
  rule: string,
  ground: Pick<Ground, 'unit' | 'case'>,
): Stored<SilenceData> | undefined => {
  const fits = (own: string | undefined, other: string | undefined): boolean => own === undefined || own === other
  return all
    .filter(({ data }) => fits(data.rule, rule) && fits(data.unit, ground.unit) && fits(data.case, ground.case))
    .sort((a, b) => (a.data.mode === b.data.mode ? 0 : a.data.mode === 'silence' ? -1 : 1))[0]
}
