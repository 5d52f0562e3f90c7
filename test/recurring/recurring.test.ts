import { describe, expect, it } from 'vitest'
import { latestTime } from '../../adapters/scheduler/latest-time.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { feature } from '../../core/feature.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Job } from '../../core/kernel/job.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { DAY, HOUR, later, MINUTE } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { jobsOf, Recurrence, recurringOf, Tick } from '../../core/recurring/index.ts'
import { Jar, jarApplication, make } from '../kernel/jar.ts'
import { SetClock } from '../support/world.ts'

const NINE = '2025-06-30T01:00:00.000Z'
const EIGHT = '2025-06-30T00:00:00.000Z'

/** A process that puts a note into the one jar every morning at nine. */
const office = async (store: Store, clock: SetClock, missed: Job['missed'] = 'once', cron = '0 9 * * *') => {
  let jar = ''
  const job: Job = {
    name: 'jars.morning',
    ...{ cron, missed },
    timezone: 'Asia/Shanghai',
    run: (at) => ({ do: 'jars.note', input: { id: jar, note: at } }),
  }
  const declared = feature({ name: 'morning', jobs: [job] })
  const { application, log } = await jarApplication(store, clock, [declared, recurringOf([declared])])
  jar = (await application.execute(make, {}, SYSTEM, 'the one jar')).id
  const notes = async () => (await readerOf(store, Jar).get(jar))?.data.notes ?? []
  return { recurrence: new Recurrence(application, [job], latestTime), application, notes, log }
}

const fresh = () => ({ store: sqliteStore({ path: ':memory:' }), clock: new SetClock(EIGHT) })

describe('a recurring job', () => {
  it('runs at its time, once however often it is looked', async () => {
    const { store, clock } = fresh()
    const { recurrence, notes } = await office(store, clock)
    expect(await recurrence.look()).toBe(0)
    clock.set(NINE)
    expect(await recurrence.look()).toBe(1)
    expect(await recurrence.look()).toBe(0)
    clock.set(later(NINE, DAY))
    await recurrence.look()
    expect(await notes()).toEqual([NINE, later(NINE, DAY)])
  })

  it('runs once however many processes look at the same moment', async () => {
    const { store, clock } = fresh()
    const processes = await Promise.all(Array.from({ length: 8 }, () => office(store, clock)))
    for (let day = 0; day < 5; day++) {
      clock.set(later(NINE, day * DAY))
      const ran = await Promise.all(processes.map(({ recurrence }) => recurrence.look()))
      expect(ran.reduce((sum, each) => sum + each)).toBe(1)
    }
    expect(await processes[0]?.notes()).toHaveLength(5)
    expect(processes.flatMap(({ log }) => log.lines.filter(({ level }) => level === 'error'))).toEqual([])
  })

  it('does not begin with what lay before it was first known', async () => {
    const { store, clock } = fresh()
    clock.set(later(NINE, HOUR))
    const { recurrence, notes } = await office(store, clock)
    await recurrence.look()
    expect(await notes()).toEqual([])
  })

  it('makes up once for what was missed', async () => {
    const { store, clock } = fresh()
    const before = await office(store, clock)
    await before.recurrence.look()
    clock.set(later(NINE, 10 * DAY + HOUR))
    const after = await office(store, clock)
    await Promise.all([after.recurrence.look(), before.recurrence.look()])
    await after.recurrence.look()
    expect(await after.notes()).toEqual([later(NINE, 10 * DAY)])
  })

  it('leaves out what was missed where it says so', async () => {
    const { store, clock } = fresh()
    const { recurrence, notes } = await office(store, clock, 'skip')
    await recurrence.look()
    clock.set(later(NINE, DAY + HOUR))
    await recurrence.look()
    expect(await notes()).toEqual([])
    clock.set(later(NINE, 2 * DAY + MINUTE))
    await recurrence.look()
    expect(await notes()).toEqual([later(NINE, 2 * DAY)])
  })

  it('runs no time twice when the clock is set back', async () => {
    const { store, clock } = fresh()
    const { recurrence, notes } = await office(store, clock)
    clock.set(NINE)
    await recurrence.look()
    clock.set(later(NINE, -HOUR))
    await recurrence.look()
    for (const minutes of [-30, 0, 1, 30]) {
      clock.set(later(NINE, minutes * MINUTE))
      await (await office(store, clock)).recurrence.look()
      await recurrence.look()
    }
    expect(await notes()).toEqual([NINE])
  })

  it('goes on after the clock was a year ahead', async () => {
    const { store, clock } = fresh()
    const { recurrence, notes } = await office(store, clock)
    await recurrence.look()
    clock.set(later(NINE, 365 * DAY))
    await recurrence.look()
    clock.set(NINE)
    await recurrence.look()
    expect(await notes()).toEqual([later(NINE, 365 * DAY), NINE])
  })

  it('keeps no more ticks than eight days have', async () => {
    const { store, clock } = fresh()
    const { recurrence } = await office(store, clock, 'once', '0 * * * *')
    for (let hour = 0; hour < 20 * 24; hour++) {
      clock.set(later(NINE, hour * HOUR))
      await recurrence.look()
    }
    expect(await readerOf(store, Tick).count({})).toBeLessThanOrEqual(8 * 24 + 1)
  })

  it('that fails leaves the others alone and is tried at the next look', async () => {
    const { store, clock } = fresh()
    const { application, notes, log } = await office(store, clock)
    const [morning] = jobsOf(application.parts.features)
    if (morning === undefined) throw new Error('there is no job')
    const broken: Job = {
      name: 'jars.unknown',
      cron: '* * * * *',
      timezone: 'UTC',
      missed: 'once',
      run: () => ({ do: '', input: {} }),
    }
    const recurrence = new Recurrence(application, [broken, morning], latestTime)
    clock.set(NINE)
    await recurrence.look()
    await recurrence.look()
    expect(await notes()).toEqual([NINE])
    expect(log.lines.filter(({ event }) => event === 'recurring.failed')).toHaveLength(2)
  })
})
