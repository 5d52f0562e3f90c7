import { Office } from '../content/office.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import { Refusal } from '../kernel/errors.ts'
import { readerOf } from '../kernel/reader.ts'
import type { Stored } from '../kernel/record.ts'
import { type Channel, Refused, TooFast, Unavailable, Unreachable } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'
import { pauseChannel, resumeChannel } from './channel-state.ts'
import { Delivery } from './delivery.ts'
import { hindrance } from './may-leave.ts'
import { putOff, sent, undeliverable, withdraw } from './operations.ts'
import { routeTo } from './route.ts'
import { say } from './say.ts'
import { Troubles } from './troubles.ts'

/** Figures of what happened to messages; `reason` is a code. */
export interface SenderWatch {
  left(channel: string): void
  failed(channel: string, reason: string): void
}

export interface CourierParts {
  readonly application: Application
  readonly channel: Channel
  readonly watch: SenderWatch | undefined
  /** In milliseconds, never going back. */
  readonly time: () => number
  /** Asked right before a message leaves. */
  readonly mayLeave: () => boolean
}

/** The message is tried again: its lane and the channel stand still for so long, in milliseconds. */
interface Later {
  readonly kind: 'later'
  readonly lane?: number
  readonly channel?: number
}

type Ended =
  | { readonly kind: 'sent'; readonly reference?: string; readonly known: Stored<Delivery> }
  | { readonly kind: 'put-off'; readonly until: string }
  | { readonly kind: 'withdrawn'; readonly state: 'expired' | 'cancelled'; readonly reason: string }
  | { readonly kind: 'undeliverable'; readonly state: 'failed' | 'unreachable'; readonly reason: string }

/** Brings one message at a time to the platform, and records what became of it. */
export class Courier {
  private readonly troubles: Troubles

  constructor(private readonly parts: CourierParts) {
    this.troubles = new Troubles(parts.channel.name)
  }

  /** One message at a time is to be brought, to see whether the channel is well again. */
  get probing(): boolean {
    return this.troubles.probing
  }

  /** Whether the message is over, here or because somebody else has dealt with it, or has to wait. */
  async bring(delivery: Stored<Delivery>): Promise<'over' | Later> {
    const { channel, application } = this.parts
    try {
      const outcome = await this.attempt(delivery)
      if (outcome === 'gone') return 'over'
      if (outcome.kind === 'later') return outcome
      await this.record(delivery, outcome)
      return 'over'
    } catch (error) {
      // Somebody else has recorded it, and a reply goes with that.
      if (error instanceof Refusal && error.code === 'not-found') return 'over'
      application.parts.logger.error('outbox.unrecorded', { channel: channel.name }, error)
      return { kind: 'later', lane: SECOND }
    }
  }

  private async record({ id, data }: Stored<Delivery>, outcome: Ended): Promise<void> {
    const { application, channel, watch } = this.parts
    // The same outcome of the same attempt is the same act, whichever worker records it.
    const key = `${outcome.kind}:${id}:${data.attempt}:${channel.name}`
    if (outcome.kind === 'sent') {
      const { kind: _kind, known: stored, ...said } = outcome
      await application.execute(sent, { id, ...said }, SYSTEM, key, { type: Delivery, stored })
      watch?.left(channel.name)
    } else if (outcome.kind === 'undeliverable') {
      const { state, reason } = outcome
      await application.execute(undeliverable, { id, state, reason }, SYSTEM, key)
      watch?.failed(channel.name, reason)
    } else if (outcome.kind === 'withdrawn') {
      const { state, reason } = outcome
      await application.execute(withdraw, { id, state, reason }, SYSTEM, key)
    } else await application.execute(putOff, { id, until: outcome.until }, SYSTEM, `${key}:${outcome.until}`)
  }

  /** `gone` when its sender or its reader has taken it out of the queue since it was read. */
  private async attempt(delivery: Stored<Delivery>): Promise<Ended | Later | 'gone'> {
    const { channel, mayLeave } = this.parts
    const { store, services, clock } = this.parts.application.parts
    const { data, id } = delivery
    const now = await readerOf(store, Delivery).get(id)
    if (now === undefined || now.data.outbox !== data.outbox) return 'gone'
    const route = await routeTo({ read: (type) => readerOf(store, type), seal: services.seal }, data.to)
    const hindered = hindrance(data, route, services.content.only(Office).timezone, clock.now())
    if (hindered !== undefined) {
      return 'until' in hindered ? { kind: 'put-off', until: hindered.until } : { kind: 'withdrawn', ...hindered }
    }
    const way = route.ways.find((each) => each.channel === channel.name)
    if (way === undefined) return { kind: 'undeliverable', state: 'unreachable', reason: 'no-account' }
    try {
      const address = services.seal.open(way.sealed, way.bond)
      // Finding the way took time: nothing leaves under a lease that another worker may have by now.
      if (!mayLeave()) return { kind: 'later' }
      const said = await say(delivery, address, { channel, store, seal: services.seal })
      await this.works()
      return { kind: 'sent', ...said, known: now }
    } catch (error) {
      return this.failed(delivery, error)
    }
  }

  private async failed(delivery: Stored<Delivery>, error: unknown): Promise<Ended | Later> {
    if (error instanceof Unreachable) return { kind: 'undeliverable', state: 'unreachable', reason: error.reason }
    if (error instanceof Refused) return { kind: 'undeliverable', state: 'failed', reason: 'refused' }
    const { application, channel, time } = this.parts
    const { logger } = application.parts
    logger.warn('outbox.later', { channel: channel.name, why: error instanceof Error ? error.name : 'unknown' })
    if (error instanceof TooFast) {
      return { kind: 'later', ...(error.scope === 'chat' ? { lane: error.retryAfter } : { channel: error.retryAfter }) }
    }
    const trouble = this.troubles.met(delivery.id, time(), error instanceof Unavailable && error.pause)
    if (trouble.hopeless) return { kind: 'undeliverable', state: 'failed', reason: 'keeps-failing' }
    if (trouble.tell !== undefined) {
      logger.error('channel.paused', { channel: channel.name, reason: trouble.tell })
      await application.execute(pauseChannel, { channel: channel.name, reason: trouble.tell }, SYSTEM)
    }
    return { kind: 'later', lane: trouble.lane, channel: trouble.channel }
  }

  /** A message has arrived: whatever was wrong with the channel is over. */
  private async works(): Promise<void> {
    const { application, channel, time } = this.parts
    if (!this.troubles.over(time())) return
    await application.execute(resumeChannel, { channel: channel.name }, SYSTEM)
    application.parts.logger.info('channel.runs', { channel: channel.name })
  }
}
