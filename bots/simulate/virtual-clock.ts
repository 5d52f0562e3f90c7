import type { Clock } from '../../core/ports/clock.ts'

/** A clock that only moves when it is told to, and never back. Whoever sleeps wakes at once. */
export class VirtualClock implements Clock {
  constructor(private instant: string) {}

  now(): string {
    return this.instant
  }

  moveTo(instant: string): void {
    if (instant > this.instant) this.instant = instant
  }

  async sleep(): Promise<void> {}
}

/** What is to happen at its time: the earliest first, and of several at one instant the one that was planned first. */
export class Agenda<T> {
  private readonly heap: { readonly at: string; readonly n: number; readonly what: T }[] = []
  private planned = 0

  get size(): number {
    return this.heap.length
  }

  plan(at: string, what: T): void {
    const { heap } = this
    heap.push({ at, n: this.planned++, what })
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!this.swapIfBefore(child, parent)) break
      child = parent
    }
  }

  /** The first, if its time is not after `until`. */
  take(until: string): { readonly at: string; readonly what: T } | undefined {
    const { heap } = this
    const first = heap[0]
    if (first === undefined || first.at > until) return undefined
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1
      const child = left + 1 < heap.length && this.isBefore(left + 1, left) ? left + 1 : left
      if (child >= heap.length || !this.swapIfBefore(child, parent)) return first
      parent = child
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]]
    if (one === undefined || other === undefined) return false
    return one.at === other.at ? one.n < other.n : one.at < other.at
  }

  private swapIfBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]]
    if (one === undefined || other === undefined || !this.isBefore(a, b)) return false
    this.heap[a] = other
    this.heap[b] = one
    return true
  }
}
