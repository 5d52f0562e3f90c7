import type { OutboxFigures, SenderWatch } from '../../core/messaging/index.ts'
import type { Metrics } from './metrics.ts'

/** Figures are counted in the store; whoever asks several times within this gets the same, in milliseconds. */
const FRESH = 1_000

/** The outbox in figures: what waits is read when somebody looks, what left from here is counted. */
export const outboxMetrics = (metrics: Metrics, figures: () => Promise<OutboxFigures>): SenderWatch => {
  let read: { readonly at: number; readonly figures: Promise<OutboxFigures> } | undefined
  const recent = (): Promise<OutboxFigures> => {
    if (read === undefined || performance.now() - read.at > FRESH) read = { at: performance.now(), figures: figures() }
    return read.figures
  }
  const perChannel = async (of: (channel: OutboxFigures['channels'][number]) => number) =>
    new Map((await recent()).channels.map((each) => [each.channel, of(each)]))
  const watch = (name: string, help: string, of: Parameters<typeof perChannel>[0]): void =>
    metrics.watchAll(name, help, 'channel', () => perChannel(of))

  watch('outbox_waiting', 'Messages that could leave now, by channel.', ({ waiting }) => waiting)
  watch('outbox_put_off', 'Messages that quiet hours put off, by channel.', ({ putOff }) => putOff)
  watch(
    'outbox_oldest_seconds',
    'How long the oldest message waits that could leave, by channel.',
    ({ oldest }) => oldest / 1_000,
  )
  watch('outbox_paused', '1 while a channel takes no messages.', ({ paused }) => (paused === undefined ? 0 : 1))
  metrics.watchAll(
    'outbox_dead',
    'Messages that nobody could deliver, by reason.',
    'reason',
    async () => (await recent()).dead,
  )
  return {
    left: (channel) => metrics.count('messages_sent_total', 'Messages that left from this process.', { channel }),
    failed: (channel, reason) =>
      metrics.count('messages_failed_total', 'Messages that a platform did not take, from this process.', {
        channel,
        reason,
      }),
  }
}
