import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { campaigns } from '../../../core/campaigns/index.ts'
import type { Application } from '../../../core/kernel/application.ts'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Store } from '../../../core/ports/store.ts'
import { sendingOffice } from '../../messaging/killing/office.ts'

export const Work = z.object({
  target: z.union([
    z.object({ kind: z.literal('sqlite'), path: z.string() }),
    z.object({ kind: z.literal('mongodb'), url: z.string(), database: z.string() }),
  ]),
  /** When it was, in milliseconds, as the first process began. */
  begun: z.number(),
})
export type Work = z.infer<typeof Work>

/** So much faster than the wall's: what a killed process held is another's after a second instead of a minute. */
const FASTER = 60

/** The same in every process that knows when the first began. */
const fastClock = (begun: number): Clock => ({
  now: () => new Date(begun + (Date.now() - begun) * FASTER).toISOString(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds / FASTER, undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
})

/** What plans a campaign: the same in every process, and no more than it takes, so that it starts quickly. */
export const planningOffice = (store: Store, begun: number): Promise<Application> =>
  sendingOffice(store, { more: [campaigns], clock: fastClock(begun) })
