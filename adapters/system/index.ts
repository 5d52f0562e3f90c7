import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../core/ports/clock.ts'
import type { Ids } from '../../core/ports/ids.ts'

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: async (milliseconds, signal) => {
    // An abort is a reason to wake up, not an error.
    await sleep(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
}

const base36 = (bytes: Buffer, length: number): string =>
  BigInt(`0x${bytes.toString('hex')}`)
    .toString(36)
    .padStart(length, '0')
    .slice(-length)

/** Ten characters of time, then sixteen of chance (80 bits). */
export const randomIds: Ids = {
  fresh: () => `${Date.now().toString(36).padStart(10, '0')}${base36(randomBytes(10), 16)}`,
}
