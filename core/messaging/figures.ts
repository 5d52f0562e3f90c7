import type { Context } from '../kernel/context.ts'
import { ChannelState, type PauseReason } from './channel-state.ts'
import { Delivery } from './delivery.ts'
import { DEAD } from './state.ts'

/** How the outbox of one channel stands. */
export interface ChannelFigures {
  readonly channel: string
  /** How many messages could leave now. */
  readonly waiting: number
  /** How many quiet hours put off. */
  readonly putOff: number
  /** How long the oldest of those waits that could leave, in milliseconds. */
  readonly oldest: number
  readonly paused?: { readonly reason: PauseReason; readonly since: string }
}

export interface OutboxFigures {
  readonly channels: readonly ChannelFigures[]
  /** How many messages nobody could deliver, by reason. */
  readonly dead: ReadonlyMap<string, number>
}

/** What operators look at; counted in the store, so that every process tells the same. */
export const outboxFigures = async ({ read }: Pick<Context, 'read'>, now: string): Promise<OutboxFigures> => {
  const deliveries = read(Delivery)
  const queued = { 'data.state': 'queued' }
  const all = await deliveries.groupCount(queued, 'data.channel')
  const waiting = await deliveries.groupCount({ ...queued, 'data.notBefore': null }, 'data.channel')
  const paused = new Map<string, ChannelFigures['paused']>()
  for await (const { id, data } of read(ChannelState).stream({})) {
    if (data.state === 'paused') paused.set(id, { reason: data.reason ?? 'down', since: data.since })
  }
  const channels: ChannelFigures[] = []
  for (const channel of new Set([...all.keys(), ...paused.keys()].map(String))) {
    const oldest = await deliveries.first({
      where: { ...queued, 'data.notBefore': null, 'data.channel': channel },
      order: ['data.order'],
    })
    const here = waiting.get(channel) ?? 0
    const why = paused.get(channel)
    channels.push({
      channel,
      waiting: here,
      putOff: (all.get(channel) ?? 0) - here,
      oldest: oldest === undefined ? 0 : Math.max(0, Date.parse(now) - Date.parse(oldest.data.queuedAt)),
      ...(why === undefined ? {} : { paused: why }),
    })
  }
  const dead = await deliveries.groupCount({ 'data.state': { in: DEAD } }, 'data.reason')
  return { channels, dead: new Map([...dead].map(([reason, count]) => [String(reason), count])) }
}
