import { expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Sender } from '../../core/messaging/index.ts'
import { LEASES } from '../../core/messaging/lease.ts'
import { later, SECOND } from '../../core/ports/clock.ts'
import type { Document } from '../../core/ports/store.ts'
import { HeardChannel, SetClock } from '../support/world.ts'
import { sendingOffice } from './killing/office.ts'

it.each([600, 15 * SECOND])(
  'a worker with nothing to send keeps its lease of %i ms from running out',
  async (leaseFor) => {
    const store = sqliteStore({ path: ':memory:' })
    const leases = store.collection<Document & { readonly until: string }>(LEASES)
    const clock = new SetClock('2025-06-30T01:00:00.000Z')
    const end = later(clock.now(), 5 * leaseFor)
    const lapses: string[] = []
    let over = (): void => {}
    const slept = new Promise<void>((resolve) => {
      over = resolve
    })
    // Sleeping takes as long as was asked for, on this clock.
    clock.sleep = async (milliseconds, signal) => {
      const wakes = later(clock.now(), milliseconds)
      const lease = await leases.get('sender:test')
      if (lease === undefined || lease.until <= wakes) lapses.push(wakes)
      clock.set(wakes)
      if (wakes < end) return
      over()
      await new Promise((resolve) => signal?.addEventListener('abort', resolve))
    }
    const sender = new Sender(await sendingOffice(store, { clock }), new HeardChannel(), { leaseFor })
    sender.start()
    await slept
    await sender.stop()
    await store.close()
    expect(lapses).toEqual([])
  },
)
