import type { Stored } from '../kernel/record.ts'
import { BULK, type Delivery, rankAt } from './delivery.ts'

/** How many messages of one lane wait in memory, so that a lane that stands still takes no room from the others. */
const MOST_IN_A_LANE = 50

type Waiting = Stored<Delivery>

/** What waits in memory on one channel: the messages of a lane one after the other, the lanes beside each other. */
export class Lanes {
  private readonly lanes = new Map<string, Waiting[]>()
  /** Lanes whose first message is wanted at once, by its rank. */
  private readonly first = Array.from({ length: BULK }, () => new Set<string>())
  private readonly known = new Set<string>()
  /** Done with since the page that is being read was asked for: it may still stand there, and must not leave again. */
  private readonly gone = new Set<string>()
  private readonly busy = new Set<string>()
  private readonly pausedUntil = new Map<string, number>()

  constructor(private readonly channel: string) {}

  get waiting(): number {
    return this.known.size
  }
  get sending(): number {
    return this.busy.size
  }

  /** A page is about to be read. */
  reading(): void {
    this.gone.clear()
  }

  /** Where its lane is long already, it is left to be read again later. */
  add(delivery: Waiting): void {
    if (this.known.has(delivery.id) || this.gone.has(delivery.id)) return
    const { lane: name } = delivery.data
    const lane = this.lanes.get(name) ?? []
    if (lane.length >= MOST_IN_A_LANE && this.rankOf(delivery) >= BULK) return
    this.known.add(delivery.id)
    lane.push(delivery)
    // What is being sent keeps its place.
    const moving = this.busy.has(name) ? lane.shift() : undefined
    lane.sort((a, b) => ((a.data.outbox ?? '') < (b.data.outbox ?? '') ? -1 : 1))
    if (moving !== undefined) lane.unshift(moving)
    this.lanes.set(name, lane)
    if (moving === undefined) this.place(name)
  }

  /** The messages that may be sent now, the first of each lane. */
  *ready(now: number): Iterable<Waiting> {
    for (const name of this.names()) {
      if (this.busy.has(name) || (this.pausedUntil.get(name) ?? 0) > now) continue
      const delivery = this.lanes.get(name)?.[0]
      if (delivery !== undefined) yield delivery
    }
  }

  /** Whether something that is wanted at once may be sent now. */
  hasUrgent(now: number): boolean {
    for (const lanes of this.first) for (const lane of lanes) if ((this.pausedUntil.get(lane) ?? 0) <= now) return true
    return false
  }

  /** Seldom looked at to the end: whoever asks has enough with the first few. */
  private *names(): Iterable<string> {
    for (const lanes of this.first) yield* lanes
    yield* this.lanes.keys()
  }

  private rankOf({ data }: Waiting): number {
    return rankAt(data.outbox ?? '', this.channel)
  }

  /** Puts a lane among those of the rank of its first message. */
  private place(lane: string): void {
    const head = this.lanes.get(lane)?.[0]
    const own = head === undefined ? BULK : this.rankOf(head)
    for (const [rank, lanes] of this.first.entries()) {
      if (rank === own) lanes.add(lane)
      else lanes.delete(lane)
    }
  }

  private forget(lane: string): void {
    for (const lanes of this.first) lanes.delete(lane)
  }

  begin({ data }: Waiting): void {
    this.busy.add(data.lane)
    this.forget(data.lane)
  }

  end({ data }: Waiting): void {
    this.busy.delete(data.lane)
    this.place(data.lane)
  }

  /** The lane of `delivery` stands still until then; the others go on. */
  pause({ data }: Waiting, until: number): void {
    this.pausedUntil.set(data.lane, until)
  }

  /** When the first lane that stands still goes on; undefined when none does. */
  resumesAt(): number | undefined {
    return this.pausedUntil.size === 0 ? undefined : Math.min(...this.pausedUntil.values())
  }

  drop({ id, data }: Waiting): void {
    const rest = (this.lanes.get(data.lane) ?? []).filter((each) => each.id !== id)
    this.pausedUntil.delete(data.lane)
    if (rest.length === 0) this.lanes.delete(data.lane)
    else this.lanes.set(data.lane, rest)
    this.known.delete(id)
    this.gone.add(id)
  }

  /** Another worker sends now: what waits here is forgotten. */
  letGo(): void {
    for (const [lane, waiting] of this.lanes) {
      if (this.busy.has(lane)) continue
      for (const { id } of waiting) this.known.delete(id)
      this.lanes.delete(lane)
      this.forget(lane)
    }
  }
}
