import { z } from 'zod'
import { record } from '../kernel/record.ts'
import { Message } from './message.ts'
import { DeliveryState } from './state.ts'

/** Whom a message is for. A chat address is only ever held sealed; `bond` is what it was sealed with. */
export const Recipient = z.discriminatedUnion('kind', [
  /** The chat that a conversation goes on in. */
  z.object({ kind: z.literal('chat'), channel: z.string(), chat: z.string(), address: z.string() }),
  /** A person, wherever they can be reached. */
  z.object({ kind: z.literal('person'), person: z.string() }),
  /** The same, where the record must not show whom: the code of the person, sealed with `bond`. */
  z.object({ kind: z.literal('sealed'), person: z.string(), bond: z.string() }),
  /** Whoever reported a case: found through its sealed record, when the message leaves. */
  z.object({ kind: z.literal('reporter'), case: z.string() }),
])
export type Recipient = z.infer<typeof Recipient>

/** `reply` ends with its arrival and is not kept; `notice` may be declined by its reader; `duty` may not. */
export const Purpose = z.enum(['reply', 'notice', 'duty'])
export type Purpose = z.infer<typeof Purpose>

/**
 * The operation that hears what became of a message: `input` with `outcome` (`sent`, or `failed` when nobody got it)
 * and the `channel`.
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
  /** Comes in quiet hours too. */
  urgent: z.boolean().optional(),
  message: Message,
  state: DeliveryState,
  /** Where it stands in the queue of its channel; absent while it is put off, and once it is over. */
  outbox: z.string().optional(),
  /** Sorts the messages of a lane as they were said. */
  order: z.string(),
  queuedAt: z.string(),
  /** Put off until then by the quiet hours of its reader. */
  notBefore: z.string().optional(),
  /** After that it is of no use, and is not sent. */
  expiresAt: z.string().optional(),
  sentAt: z.string().optional(),
  /** Why it could not be delivered. */
  reason: z.string().optional(),
  /** How the platform finds it again, to edit it: sealed for this delivery and the chat where it arrived. */
  reference: z.string().optional(),
  /** The delivery that it puts right, and the words that say so where that can't be edited. */
  corrects: z.object({ delivery: z.string(), anew: z.string() }).optional(),
  /** The record that it tells of. */
  about: z.string().optional(),
  /** Platforms that have failed in this attempt. */
  tried: z.array(z.string()),
  /** From 1; sending again what failed is a new attempt. */
  attempt: z.number().int(),
  news: News.optional(),
})

/** One message to one person. */
export const Delivery = record('delivery', {
  prefix: 'd',
  schema: DeliverySchema,
  keepSteps: 4,
  indexes: [
    { paths: ['data.outbox'] },
    { paths: ['data.state', 'data.order'] },
    { paths: ['data.about', 'data.order'] },
    { paths: ['data.lane', 'data.order'] },
  ],
})
export type Delivery = z.infer<typeof DeliverySchema>

/** Begins every place in the queue of `channel`. */
export const queueOf = (channel: string): string => `${channel}/`

/** Replies leave first, then what is urgent, then duties, then notices; what ranks equal leaves as it was said. */
export const placeOf = ({ channel, purpose, urgent, order }: Placed): string => {
  const rank = purpose === 'reply' ? 0 : urgent === true ? URGENT : purpose === 'duty' ? 2 : BULK
  return `${queueOf(channel)}${rank}/${order}`
}
type Placed = Pick<Delivery, 'channel' | 'purpose' | 'urgent' | 'order'>

const URGENT = 1
/** Notices to many: they are read a lane at a time, while what ranks before them is held whole, the lower the sooner. */
export const BULK = 3
/** The rank of a place in the queue of `channel`. */
export const rankAt = (place: string, channel: string): number => Number(place.charAt(queueOf(channel).length))
/** Whether nobody waits for what stands there at this moment. A duty is no bulk, and yet a reply goes before it. */
export const canWait = (place: string, channel: string): boolean => rankAt(place, channel) > URGENT
/** Where the notices begin in the queue of `channel`. */
export const bulkOf = (channel: string): string => `${queueOf(channel)}${BULK}/`
