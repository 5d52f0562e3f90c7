import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock } from '../../../core/ports/clock.ts'

export const Work = z.object({
  target: z.union([
    z.object({ kind: z.literal('sqlite'), path: z.string() }),
    z.object({ kind: z.literal('mongodb'), url: z.string(), database: z.string() }),
  ]),
  /** When it was, in milliseconds, as the first process began. */
  begun: z.number(),
})
export type Work = z.infer<typeof Work>

/** So much faster than the wall's: what a killed process held is another's after two seconds instead of a minute. */
const FASTER = 30

/** The same in every process that knows when the first began. */
export const fastClock = (begun: number): Clock => ({
  now: () => new Date(begun + (Date.now() - begun) * FASTER).toISOString(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds / FASTER, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
})
