/** The outbox: one message to one person, from queued to delivered. */
import { feature } from '../kernel/feature.ts'
import { Delivery } from './delivery.ts'
import { dropReply, queue, sent, undeliverable } from './operations.ts'

export { Delivery } from './delivery.ts'
export { Sender } from './sender.ts'

export const messaging = feature({
  name: 'messaging',
  records: [Delivery],
  operations: [queue, sent, undeliverable, dropReply],
})
