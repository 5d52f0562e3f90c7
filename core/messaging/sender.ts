import { Office } from '../content/office.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import { Refusal } from '../kernel/errors.ts'
import { readerOf } from '../kernel/reader.ts'
import type { Stored } from '../kernel/record.ts'
import { type Channel, Refused, TooFast, Unavailable, Unreachable } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'
import { ChannelState, describeChannel, pauseChannel, resumeChannel } from './channel-state.ts'
import { bulkOf, Delivery, queueOf } from './delivery.ts'
import { Lanes } from './lanes.ts'
import { LEASE_FOR, Lease } from './lease.ts'
import { hindrance } from './may-leave.ts'
import { putOff, sent, undeliverable, withdraw } from './operations.ts'
import { Pace } from './pace.ts'
import { routeTo } from './route.ts'
import { say } from './say.ts'
import { Troubles } from './troubles.ts'

/** How many messages are read at once, and how few may wait in memory before more are read. */
const PAGE = 500
const FEW = 250
/** How many pages are looked through at once for a lane that does not stand still. */
const PAGES = 10
/** How many chats are written to at the same time at most: what is on its way when a worker is killed comes twice. */
const PARALLEL = 32
/** How long a message takes to arrive and be recorded, before it is known. */
const TAKES = 100

/** Figures of what happened to messages; `reason` is a code. */
export interface SenderWatch {
  left(channel: string): void
  failed(channel: string, reason: string): void
}

export interface SenderOptions {
  readonly watch?: SenderWatch
  /** In milliseconds: after so long another worker takes over from one that was killed. */
  readonly leaseFor?: number
}

type Outcome =
  | { readonly kind: 'sent'; readonly reference?: string; readonly known: Stored<Delivery> }
  | { readonly kind: 'later' }
  /** Taken out of the queue, by its sender or its reader, since it was read. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'put-off'; readonly until: string }
  | { readonly kind: 'withdrawn'; readonly state: 'expired' | 'cancelled'; readonly reason: string }
  | { readonly kind: 'undeliverable'; readonly state: 'failed' | 'unreachable'; readonly reason: string }

/** Empties the outbox of one channel: the messages of a lane one after the other, the lanes beside each other. */
export class Sender {
  private readonly lanes: Lanes
  private readonly pace: Pace
  private readonly lease: Lease
  private readonly troubles: Troubles
  private readonly working = new Set<Promise<void>>()
  private cursor: string | undefined
  /** When everything was read that there was; looked again a second later. */
  private readAllAt = Number.NEGATIVE_INFINITY
  private wanted = true
  private wake: () => void = () => {}
  private stopped = false
  private described = false
  private loop: Promise<void> | undefined
  private lastTime = 0
  private setBack = 0
  /** How long messages take of late, in milliseconds. */
  private takes = TAKES

  constructor(
    private readonly application: Application,
    private readonly channel: Channel,
    private readonly options: SenderOptions = {},
  ) {
    const { store, clock, ids } = application.parts
    this.pace = new Pace(channel.can)
    this.lanes = new Lanes(channel.name)
    this.lease = new Lease(store, clock, `sender:${channel.name}`, ids.fresh(), options.leaseFor ?? LEASE_FOR)
    this.troubles = new Troubles(channel.name)
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
    this.wanted = true
    this.wake()
  }

  /** Sends what is queued and due now, and returns when nothing more can be sent at this instant. */
  async drain(): Promise<void> {
    for (;;) {
      this.cursor = undefined
      this.readAllAt = Number.NEGATIVE_INFINITY
      this.wanted = true
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
      await clock.sleep(this.rest(), nudged.signal)
    }
  }

  private rest(): number {
    // Whoever arrives wakes the loop.
    if (this.lanes.waiting === 0 || this.lanes.sending >= this.atOnce()) return SECOND
    const now = this.time()
    const resumes = (this.lanes.resumesAt() ?? Number.POSITIVE_INFINITY) - now
    return Math.max(1, Math.min(this.pace.wait(now, SECOND), resumes > 0 ? resumes : SECOND))
  }

  private async fetch(): Promise<void> {
    if (!(await this.lease.hold())) {
      this.lanes.letGo()
      this.cursor = undefined
      return
    }
    if (!this.described) await this.describe()
    const looksAgain = this.time() - this.readAllAt >= SECOND
    const looks = this.wanted || looksAgain
    if (looks) {
      this.wanted = false
      await this.read({ gte: queueOf(this.channel.name), lt: bulkOf(this.channel.name) }, undefined)
    }
    if (this.lanes.waiting >= FEW || (this.cursor === undefined && !looks)) return
    for (let page = 0; page < PAGES && this.lanes.waiting < FEW; page++) {
      this.cursor = await this.read({ prefix: bulkOf(this.channel.name) }, this.cursor)
      if (this.cursor === undefined) {
        this.readAllAt = this.time()
        return
      }
    }
  }

  /** Whoever writes to many without sending here sees beforehand how long a text may be. */
  private async describe(): Promise<void> {
    const { name, can } = this.channel
    const { textLength } = can
    const known = await readerOf(this.application.parts.store, ChannelState).get(name)
    const key = `describe:${name}:${textLength}:${known?.version ?? 0}`
    if (known?.data.textLength !== textLength)
      await this.application.execute(describeChannel, { channel: name, textLength }, SYSTEM, key)
    this.described = true
  }

  /** Takes a page of the queue into memory; gives where the next begins. */
  private async read(
    part: { readonly prefix: string } | { readonly gte: string; readonly lt: string },
    after: string | undefined,
  ): Promise<string | undefined> {
    this.lanes.reading()
    const page = await readerOf(this.application.parts.store, Delivery).page({
      where: { 'data.outbox': part },
      order: ['data.outbox'],
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    for (const delivery of page.rows) this.lanes.add(delivery)
    return page.next
  }

  /** As many as the platform's pace needs while messages take as long as of late, and few more. */
  private atOnce(): number {
    if (this.troubles.probing) return 1
    return Math.min(PARALLEL, 2 + Math.ceil((1.5 * this.channel.can.perSecond * this.takes) / SECOND))
  }

  private launch(): void {
    const most = this.atOnce()
    const now = this.time()
    if (this.lanes.sending >= most || this.pace.full(now) > 0) return
    for (const delivery of this.lanes.ready(now)) {
      if (!this.pace.take(delivery.data.lane, now)) {
        if (this.pace.full(now) > 0) return
        continue
      }
      this.lanes.begin(delivery)
      const work = this.send(delivery).finally(() => {
        this.takes += (this.time() - now - this.takes) / 10
        this.lanes.end(delivery)
        this.working.delete(work)
        this.goOn()
      })
      this.working.add(work)
      if (this.lanes.sending >= most) return
    }
  }

  /** A message has arrived: the next leaves at once, and the loop wakes only where it has to read or to wait. */
  private goOn(): void {
    if (this.loop === undefined || this.stopped) return
    // The loop renews the lease before the next leaves.
    const sure = this.lease.isSure()
    if (sure) this.launch()
    if (!sure || this.lanes.waiting < FEW || this.lanes.sending < this.atOnce()) this.wake()
  }

  private async send(delivery: Stored<Delivery>): Promise<void> {
    const { logger } = this.application.parts
    try {
      const outcome = await this.attempt(delivery)
      if (outcome.kind === 'later') return
      if (outcome.kind !== 'gone') await this.record(delivery, outcome)
      this.lanes.drop(delivery)
    } catch (error) {
      // Somebody else has recorded it, and a reply goes with that.
      if (error instanceof Refusal && error.code === 'not-found') return this.lanes.drop(delivery)
      logger.error('outbox.unrecorded', { channel: this.channel.name }, error)
      this.lanes.pause(delivery, this.time() + SECOND)
    }
  }

  private async record(
    { id, data }: Stored<Delivery>,
    outcome: Exclude<Outcome, { kind: 'later' | 'gone' }>,
  ): Promise<void> {
    const { application, channel, options } = this
    // The same outcome of the same attempt is the same act, whichever worker records it.
    const key = `${outcome.kind}:${id}:${data.attempt}:${channel.name}`
    if (outcome.kind === 'sent') {
      const { kind: _kind, known: stored, ...said } = outcome
      await application.execute(sent, { id, ...said }, SYSTEM, key, { type: Delivery, stored })
      options.watch?.left(channel.name)
    } else if (outcome.kind === 'undeliverable') {
      const { state, reason } = outcome
      await application.execute(undeliverable, { id, state, reason }, SYSTEM, key)
      options.watch?.failed(channel.name, reason)
    } else if (outcome.kind === 'withdrawn') {
      const { state, reason } = outcome
      await application.execute(withdraw, { id, state, reason }, SYSTEM, key)
    } else await application.execute(putOff, { id, until: outcome.until }, SYSTEM, `${key}:${outcome.until}`)
  }

  private async attempt(delivery: Stored<Delivery>): Promise<Outcome> {
    const { store, services, clock } = this.application.parts
    const { data, id } = delivery
    const now = await readerOf(store, Delivery).get(id)
    if (now === undefined || now.data.outbox !== data.outbox) return { kind: 'gone' }
    const route = await routeTo({ read: (type) => readerOf(store, type) }, data.to)
    const hindered = hindrance(data, route, services.content.only(Office).timezone, clock.now())
    if (hindered !== undefined) {
      return 'until' in hindered ? { kind: 'put-off', until: hindered.until } : { kind: 'withdrawn', ...hindered }
    }
    const way = route.ways.find((each) => each.channel === this.channel.name)
    if (way === undefined) return { kind: 'undeliverable', state: 'unreachable', reason: 'no-account' }
    try {
      const address = services.seal.open(way.sealed, way.bond)
      // Finding the way took time: nothing leaves under a lease that another worker may have by now.
      if (!this.lease.isSure()) return { kind: 'later' }
      const said = await say(delivery, address, { channel: this.channel, store, seal: services.seal })
      await this.works()
      return { kind: 'sent', ...said, known: now }
    } catch (error) {
      return this.failed(delivery, error)
    }
  }

  private async failed(delivery: Stored<Delivery>, error: unknown): Promise<Outcome> {
    if (error instanceof Unreachable) return { kind: 'undeliverable', state: 'unreachable', reason: error.reason }
    if (error instanceof Refused) return { kind: 'undeliverable', state: 'failed', reason: 'refused' }
    const { logger } = this.application.parts
    logger.warn('outbox.later', { channel: this.channel.name, why: error instanceof Error ? error.name : 'unknown' })
    const now = this.time()
    if (error instanceof TooFast) {
      if (error.scope === 'chat') this.lanes.pause(delivery, now + error.retryAfter)
      else this.pace.pause(now + error.retryAfter)
      return { kind: 'later' }
    }
    const trouble = this.troubles.met(delivery.id, now, error instanceof Unavailable && error.pause)
    if (trouble.hopeless) return { kind: 'undeliverable', state: 'failed', reason: 'keeps-failing' }
    this.lanes.pause(delivery, now + trouble.lane)
    this.pace.pause(now + trouble.channel)
    if (trouble.tell !== undefined) {
      logger.error('channel.paused', { channel: this.channel.name, reason: trouble.tell })
      await this.application.execute(pauseChannel, { channel: this.channel.name, reason: trouble.tell }, SYSTEM)
    }
    return { kind: 'later' }
  }

  /** A message has arrived: whatever was wrong with the channel is over. */
  private async works(): Promise<void> {
    if (!this.troubles.over(this.time())) return
    await this.application.execute(resumeChannel, { channel: this.channel.name }, SYSTEM)
    this.application.parts.logger.info('channel.runs', { channel: this.channel.name })
  }

  /** Milliseconds that never go back, though the clock may be set back. */
  private time(): number {
    const told = Date.parse(this.application.parts.clock.now()) + this.setBack
    if (told < this.lastTime) this.setBack += this.lastTime - told
    this.lastTime = Math.max(told, this.lastTime)
    return this.lastTime
  }
}
