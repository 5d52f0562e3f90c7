import { z } from 'zod'
import { record } from '../kernel/record.ts'
import { Message } from './message.ts'

/** Whom a message is for. A chat address is only ever held sealed; `bond` is what it was sealed with. */
export const Recipient = z.discriminatedUnion('kind', [
  /** The chat that a conversation goes on in. */
  z.object({ kind: z.literal('chat'), channel: z.string(), chat: z.string(), address: z.string() }),
  /** A person, wherever they can be reached. */
  z.object({ kind: z.literal('person'), person: z.string() }),
  /** Whoever reported a case: found through its sealed record, when the message leaves. */
  z.object({ kind: z.literal('reporter'), case: z.string() }),
])
export type Recipient = z.infer<typeof Recipient>

/** `reply` ends with its arrival and is not kept; `notice` may be put off by its reader; `duty` may not. */
export const Purpose = z.enum(['reply', 'notice', 'duty'])

export const DeliveryState = z.enum([
  'queued',
  'sent',
  'delivered',
  'read',
  'acknowledged',
  'replied',
  'failed',
  'unreachable',
  'expired',
  'cancelled',
])
export type DeliveryState = z.infer<typeof DeliveryState>

/**
 * The operation that hears what became of a message: `input` with `outcome` (`sent`, or `failed` when nobody could
 * deliver it) and the `channel`.
 */
export const News = z.object({ do: z.string(), input: z.record(z.string(), z.unknown()) })
export type News = z.infer<typeof News>

const DeliverySchema = z.object({
  to: Recipient,
  /** The platform it leaves by. */
  channel: z.string(),
  /** Messages of one lane leave one after the other: the chat's blinded key, or whom it is for. */
  lane: z.string(),
  purpose: Purpose,
  message: Message,
  state: DeliveryState,
  /** Sorts the messages of a lane as they were said. */
  order: z.string(),
  queuedAt: z.string(),
  sentAt: z.string().optional(),
  /** Why it could not be delivered. */
  reason: z.string().optional(),
  /** How the platform finds it again, to edit it: sealed for this delivery and the chat where it arrived. */
  reference: z.string().optional(),
  /** The delivery that it puts right, and the words that say so where that can't be edited. */
  corrects: z.object({ delivery: z.string(), anew: z.string() }).optional(),
  /** The record that it tells of. */
  about: z.string().optional(),
  /** Platforms that have failed already. */
  tried: z.array(z.string()),
  news: News.optional(),
})

/** One message to one person. */
export const Delivery = record('delivery', {
  prefix: 'd',
  schema: DeliverySchema,
  keepSteps: 4,
  indexes: [
    { paths: ['data.channel', 'data.state', 'data.order'] },
    { paths: ['data.about', 'data.order'] },
    { paths: ['data.lane', 'data.order'] },
  ],
})
export type Delivery = z.infer<typeof DeliverySchema>
