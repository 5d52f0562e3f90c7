import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import { readerOf } from '../kernel/reader.ts'
import type { Stored } from '../kernel/record.ts'
import type { Channel } from '../ports/channel.ts'
import { SECOND } from '../ports/clock.ts'
import { ChannelState, describeChannel } from './channel-state.ts'
import { Courier, type SenderWatch } from './courier.ts'
import { bulkOf, canWait, Delivery, queueOf } from './delivery.ts'
import { Lanes } from './lanes.ts'
import { LEASE_FOR, Lease } from './lease.ts'
import { Pace } from './pace.ts'
import { steadyTime } from './steady-time.ts'

/** How many messages are read at once, and how few may wait in memory before more are read. */
const PAGE = 500
const FEW = 250
/** How many of those that are wanted at once: replies stand first, and a thousand duties behind them can wait there. */
const URGENT_PAGE = 64
/** How many pages are looked through at once for a lane that does not stand still. */
const PAGES = 10
/** How many chats are written to at the same time at most: what is on its way when a worker is killed comes twice. */
const PARALLEL = 32
/** How long a message takes to arrive and be recorded, before it is known. */
const TAKES = 100

export interface SenderOptions {
  readonly watch?: SenderWatch
  /** In milliseconds: after so long another worker takes over from one that was killed. */
  readonly leaseFor?: number
}

/** Empties the outbox of one channel: the messages of a lane one after the other, the lanes beside each other. */
export class Sender {
  private readonly lanes: Lanes
  private readonly pace: Pace
  private readonly lease: Lease
  private readonly courier: Courier
  private readonly time: () => number
  private readonly working = new Set<Promise<void>>()
  private cursor: string | undefined
  /** When everything was read that there was; looked again a second later. */
  private readAllAt = Number.NEGATIVE_INFINITY
  private wanted = true
  private wake: () => void = () => {}
  private stopped = false
  private described = false
  private loop: Promise<void> | undefined
  /** How long messages take of late, in milliseconds. */
  private takes = TAKES

  constructor(
    private readonly application: Application,
    private readonly channel: Channel,
    options: SenderOptions = {},
  ) {
    const { store, clock, ids } = application.parts
    this.pace = new Pace(channel.can)
    this.lanes = new Lanes(channel.name)
    this.lease = new Lease(store, clock, `sender:${channel.name}`, ids.fresh(), options.leaseFor ?? LEASE_FOR)
    this.time = steadyTime(clock)
    this.courier = new Courier({
      ...{ application, channel, watch: options.watch, time: this.time },
      mayLeave: () => this.lease.isSure(),
    })
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
    const most = Math.min(SECOND, this.lease.renewedEvery)
    // Whoever arrives wakes the loop.
    if (this.lanes.waiting === 0 || this.lanes.sending >= this.atOnce()) return most
    const now = this.time()
    const resumes = (this.lanes.resumesAt() ?? Number.POSITIVE_INFINITY) - now
    return Math.max(1, Math.min(this.pace.wait(now, most), resumes > 0 ? resumes : most))
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
      await this.readUrgent()
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

  private async readUrgent(): Promise<void> {
    const part = { gte: queueOf(this.channel.name), lt: bulkOf(this.channel.name) }
    let next: string | undefined
    for (let page = 0; page < PAGES; page++) {
      next = await this.read(part, next, URGENT_PAGE)
      // A chat that stands still with many of them keeps nobody else's from being read.
      if (next === undefined || (this.lanes.waiting >= FEW && this.lanes.hasUrgent(this.time()))) return
    }
  }

  /** Takes a page of the queue into memory; gives where the next begins. */
  private async read(
    part: { readonly prefix: string } | { readonly gte: string; readonly lt: string },
    after: string | undefined,
    limit = PAGE,
  ): Promise<string | undefined> {
    this.lanes.reading()
    const page = await readerOf(this.application.parts.store, Delivery).page({
      where: { 'data.outbox': part },
      order: ['data.outbox'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    for (const delivery of page.rows) this.lanes.add(delivery)
    return page.next
  }

  /** As many as the platform's pace needs while messages take as long as of late, and few more. */
  private atOnce(): number {
    if (this.courier.probing) return 1
    return Math.min(PARALLEL, 2 + Math.ceil((1.5 * this.channel.can.perSecond * this.takes) / SECOND))
  }

  private launch(): void {
    const most = this.atOnce()
    const now = this.time()
    if (this.lanes.sending >= most || this.pace.full(now) > 0) return
    for (const delivery of this.lanes.ready(now)) {
      const as = this.channel.can.counts?.(delivery.data.message) ?? 1
      const waits = canWait(delivery.data.outbox ?? '', this.channel.name)
      if (!this.pace.take(delivery.data.lane, now, as, waits)) {
        // What counts as many waits for its room, and is not overtaken for ever.
        if (this.pace.full(now, as, waits) > 0) return
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
    const outcome = await this.courier.bring(delivery)
    if (outcome === 'over') return this.lanes.drop(delivery)
    const { lane = 0, channel = 0 } = outcome
    const now = this.time()
    if (lane > 0) this.lanes.pause(delivery, now + lane)
    if (channel > 0) this.pace.pause(now + channel)
  }
}
