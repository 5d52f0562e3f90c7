/** Milliseconds since 1970. Rate limits, ages of queries and dates of messages are read from it, waits are not. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  #now: number

  constructor(now = Date.UTC(2026, 0, 5, 9)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds
  }
}

/** Telegram writes dates as whole seconds. */
export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)
