/** The outbox: one message to one person, from queued to delivered. */
import { feature } from '../feature.ts'
import { ChannelState, describeChannel, pauseChannel, resumeChannel } from './channel-state.ts'
import { undelivered } from './commands.ts'
import { again, deadLetters, Resending, resend, resendPage, reword } from './dead-letters.ts'
import { Delivery } from './delivery.ts'
import { advance, dropReply, putOff, release, sent, undeliverable, withdraw } from './operations.ts'
import { queue } from './queue.ts'

export type { SenderWatch } from './courier.ts'
export { again, deadLetters, type Letter, resend } from './dead-letters.ts'
export { Delivery } from './delivery.ts'
export { type ChannelFigures, type OutboxFigures, outboxFigures } from './figures.ts'
export { withdraw } from './operations.ts'
export { Sender, type SenderOptions } from './sender.ts'

export const messaging = feature({
  name: 'messaging',
  records: [Delivery, ChannelState, Resending],
  operations: [
    ...[queue, sent, undeliverable, withdraw, advance, putOff, release, dropReply],
    ...[deadLetters, again, reword, resend, resendPage],
    ...[pauseChannel, resumeChannel, describeChannel],
  ],
  commands: [undelivered],
})
