import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import { Refusal } from '../kernel/errors.ts'
import { readerOf } from '../kernel/reader.ts'
import type { Stored } from '../kernel/record.ts'
import { type Channel, Refused, TooFast, Unavailable, Unreachable } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'
import { Delivery } from './delivery.ts'
import { Lease } from './lease.ts'
import { sent, undeliverable } from './operations.ts'
import { Pace } from './pace.ts'
import { routeTo } from './route.ts'
import { say } from './say.ts'

/** How many messages wait in memory; the rest waits in the store. */
const WINDOW = 1_000
/** How many chats are written to at the same time. */
const PARALLEL = 32

/** Empties the outbox of one channel: the messages of a lane one after the other, the lanes beside each other. */
export class Sender {
  private readonly lanes = new Map<string, Stored<Delivery>[]>()
  private readonly known = new Set<string>()
  /** Done with since the page that is being read was asked for: it may still stand there, and must not leave again. */
  private readonly gone = new Set<string>()
  private readonly busy = new Set<string>()
  private readonly pausedUntil = new Map<string, number>()
  private readonly pace: Pace
  private readonly lease: Lease
  private cursor: string | undefined
  private wake: () => void = () => {}
  private stopped = false
  private loop: Promise<void> = Promise.resolve()
  private readonly working = new Set<Promise<void>>()

  constructor(
    private readonly application: Application,
    private readonly channel: Channel,
  ) {
    const { store, clock, ids } = application.parts
    this.pace = new Pace(channel.can)
    this.lease = new Lease(store, clock, `sender:${channel.name}`, ids.fresh())
  }

  start(): void {
    this.loop = this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.loop
    await Promise.all(this.working)
    await this.lease.release()
  }

  /** Says that something may have been queued: looks at once instead of at the next second. */
  nudge(): void {
    this.wake()
  }

  /** Sends what is queued and due now, and returns when nothing more can be sent at this instant. */
  async drain(): Promise<void> {
    for (;;) {
      this.cursor = undefined
      await this.fetch()
      this.launch()
      if (this.working.size === 0) return
      await Promise.all(this.working)
    }
  }

  private async run(): Promise<void> {
    const { clock, logger } = this.application.parts
    while (!this.stopped) {
      const nudged = new AbortController()
      this.wake = () => nudged.abort()
      try {
        await this.fetch()
      } catch (error) {
        logger.error('outbox.unreadable', { channel: this.channel.name }, error)
      }
      this.launch()
      await clock.sleep(this.lanes.size === 0 ? SECOND : this.pace.wait(this.time(), SECOND), nudged.signal)
    }
  }

  private async fetch(): Promise<void> {
    if (!(await this.lease.hold())) return this.letGo()
    while (this.known.size < WINDOW) {
      this.gone.clear()
      const page = await readerOf(this.application.parts.store, Delivery).page({
        where: { 'data.channel': this.channel.name, 'data.state': 'queued' },
        order: ['data.order'],
        limit: 200,
        ...(this.cursor === undefined ? {} : { after: this.cursor }),
      })
      for (const delivery of page.rows) this.take(delivery)
      this.cursor = page.next
      if (page.next === undefined) return
    }
  }

  /** Another worker sends now: what waits here is forgotten, and read again when the lease comes back. */
  private letGo(): void {
    for (const [lane, waiting] of this.lanes) {
      if (this.busy.has(lane)) continue
      for (const { id } of waiting) this.known.delete(id)
      this.lanes.delete(lane)
    }
    this.cursor = undefined
  }

  private take(delivery: Stored<Delivery>): void {
    if (this.known.has(delivery.id) || this.gone.has(delivery.id)) return
    this.known.add(delivery.id)
    const lane = this.lanes.get(delivery.data.lane) ?? []
    lane.push(delivery)
    lane.sort((a, b) => (a.data.order < b.data.order ? -1 : 1))
    this.lanes.set(delivery.data.lane, lane)
  }

  private launch(): void {
    for (const [lane, waiting] of this.lanes) {
      if (this.busy.size >= PARALLEL) return
      if (this.busy.has(lane) || (this.pausedUntil.get(lane) ?? 0) > this.time()) continue
      const delivery = waiting[0]
      if (delivery === undefined || !this.pace.take(lane, this.time())) continue
      this.busy.add(lane)
      const work = this.send(delivery, lane).finally(() => {
        this.busy.delete(lane)
        this.working.delete(work)
        this.wake()
      })
      this.working.add(work)
    }
  }

  private async send(delivery: Stored<Delivery>, lane: string): Promise<void> {
    const { logger } = this.application.parts
    try {
      const outcome = await this.attempt(delivery)
      if (outcome === 'later') return
      if ('state' in outcome) {
        const key = `undeliverable:${delivery.id}:${this.channel.name}`
        await this.application.execute(undeliverable, { id: delivery.id, ...outcome }, SYSTEM, key)
      } else await this.application.execute(sent, { id: delivery.id, ...outcome }, SYSTEM, `sent:${delivery.id}`)
      this.drop(delivery, lane)
    } catch (error) {
      // Somebody else has recorded it, and a reply goes with that.
      if (error instanceof Refusal && error.code === 'not-found') return this.drop(delivery, lane)
      logger.error('outbox.unrecorded', { channel: this.channel.name }, error)
      this.pausedUntil.set(lane, this.time() + SECOND)
    }
  }

  private drop(delivery: Stored<Delivery>, lane: string): void {
    const rest = (this.lanes.get(lane) ?? []).filter((each) => each.id !== delivery.id)
    if (rest.length === 0) {
      this.lanes.delete(lane)
      this.pausedUntil.delete(lane)
    } else this.lanes.set(lane, rest)
    this.known.delete(delivery.id)
    this.gone.add(delivery.id)
  }

  private async attempt(
    delivery: Stored<Delivery>,
  ): Promise<'later' | { reference?: string } | { state: 'failed' | 'unreachable'; reason: string }> {
    const { store, services, logger } = this.application.parts
    const route = await routeTo({ read: (type) => readerOf(store, type) }, delivery.data.to)
    const way = route.ways.find((each) => each.channel === this.channel.name)
    if (way === undefined) return { state: 'unreachable', reason: 'no-account' }
    try {
      const address = services.seal.open(way.sealed, way.bond)
      return await say(delivery, address, { channel: this.channel, store, seal: services.seal })
    } catch (error) {
      if (error instanceof Unreachable) return { state: 'unreachable', reason: error.reason }
      if (error instanceof Refused) return { state: 'failed', reason: 'refused' }
      this.pause(delivery.data.lane, error)
      logger.warn('outbox.later', { channel: this.channel.name, why: error instanceof Error ? error.name : 'unknown' })
      return 'later'
    }
  }

  private pause(lane: string, error: unknown): void {
    if (error instanceof TooFast && error.scope === 'chat') {
      this.pausedUntil.set(lane, this.time() + error.retryAfter)
    } else if (error instanceof TooFast || (error instanceof Unavailable && error.pause)) {
      this.pace.pause(this.time() + (error instanceof TooFast ? error.retryAfter : 30 * SECOND))
    } else this.pausedUntil.set(lane, this.time() + 2 * SECOND)
  }

  private time(): number {
    return Date.parse(this.application.parts.clock.now())
  }
}
