import { z } from 'zod'
import { Attachment } from '../conversation/conversation.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { Value } from './value.ts'

export const GIVERS = ['served', 'below', 'business', 'person', 'unknown', 'other'] as const
export const OCCASIONS = ['festival', 'family', 'work', 'visit', 'sent', 'other'] as const
export const OUTCOMES = ['refused', 'returned', 'handed-in', 'not-refused'] as const
export const DISPOSALS = ['treasury', 'welfare', 'returned', 'destroyed', 'other'] as const

export const STATES = ['declared', 'awaited', 'booked', 'taken', 'received', 'disposed'] as const

/** What the declarer said once and for all: no operation writes it again. */
export const Declared = z.strictObject({
  what: z.string().trim().min(1).max(200),
  value: Value,
  giver: z.enum(GIVERS),
  occasion: z.enum(OCCASIONS),
  outcome: z.enum(OUTCOMES),
  photos: z.array(Attachment).max(9),
})

/** One declaration 礼品礼金登记. Everything but `declared` only ever grows at its end. */
export const Gift = record('gift', {
  prefix: 'gd',
  schema: z.strictObject({
    number: z.string(),
    person: z.string(),
    /** Where the declarer held a post then. */
    unit: z.string(),
    declaredAt: z.string(),
    /** Follows from the rest (`stateOf`); kept so that what waits for the office is found among thousands. */
    state: z.enum(STATES),
    declared: Declared,
    additions: z.array(
      z.strictObject({ at: z.string(), by: z.string(), text: z.string(), photos: z.array(Attachment) }),
    ),
    /** Days on which the declarer meant to bring it; the last one counts. */
    booked: z.array(z.strictObject({ at: z.string(), day: z.string() })),
    /** Where an officer put it; confirmed by the other one. An unconfirmed one gives way to the next. */
    custody: z.array(z.strictObject({ at: z.string(), by: z.string(), place: z.string() })),
    confirmed: z.strictObject({ at: z.string(), by: z.string() }).optional(),
    disposed: z.strictObject({ at: z.string(), by: z.string(), how: z.enum(DISPOSALS), words: z.string() }).optional(),
  }),
  indexes: [
    { paths: ['data.number'], unique: true },
    { paths: ['data.person', 'data.declaredAt'] },
    { paths: ['data.declaredAt'] },
    { paths: ['data.state', 'data.number'] },
  ],
})
export type Gift = RecordOf<typeof Gift>

/** `declared` where nothing is to be handed in. */
export const stateOf = (gift: Omit<Gift, 'state'>): Gift['state'] => {
  if (gift.disposed !== undefined) return 'disposed'
  if (gift.confirmed !== undefined) return 'received'
  if (gift.custody.length > 0) return 'taken'
  const { outcome } = gift.declared
  if (outcome === 'refused' || outcome === 'returned') return 'declared'
  return gift.booked.length > 0 ? 'booked' : 'awaited'
}

/** With the state that follows from it. */
export const settled = (gift: Omit<Gift, 'state'>): Gift => ({ ...gift, state: stateOf(gift) })
