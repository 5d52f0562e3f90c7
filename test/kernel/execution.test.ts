import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { AuditPage } from '../../core/audit/page.ts'
import { feature } from '../../core/feature.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { Application } from '../../core/kernel/application.ts'
import { operation } from '../../core/kernel/operation.ts'
import { change } from '../../core/kernel/outcome.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { DAY, later, MINUTE } from '../../core/ports/clock.ts'
import { StoreUnavailable } from '../../core/ports/store.ts'
import { SetClock } from '../support/world.ts'
import { dyingStore } from './dying-store.ts'
import { idle, Jar, jarApplication, look, make, put } from './jar.ts'

const ANYONE = { kind: 'citizen' } as const
type Hall = Awaited<ReturnType<typeof jarApplication>>

const inJar = (application: Application, id: string) => application.execute(look, { id }, ANYONE)
const swept = async ({ application }: Hall): Promise<void> => {
  while ((await application.relay.sweep()) > 0);
}
const audited = async ({ store }: Hall): Promise<readonly string[]> => {
  const kept: string[] = []
  for await (const { data } of readerOf(store, AuditPage).stream({}))
    kept.push(...data.entries.map(({ id, version }) => `${id} ${version}`))
  return kept.sort()
}

let hall: Hall
beforeEach(async () => {
  hall = await jarApplication(sqliteStore({ path: ':memory:' }))
})

describe('a command', () => {
  it('is one commit: its record, with all that is still to be done inside', async () => {
    const dying = dyingStore(sqliteStore({ path: ':memory:' }), { at: 1, written: true })
    const { application, store } = await jarApplication(dying.store)
    await expect(application.execute(make, { marbles: 3, wishes: [{ note: 'a' }] }, ANYONE, 'k')).rejects.toThrow(
      'at write 1',
    )
    expect(dying.writes()).toBe(1)
    expect(store).toBeDefined()
  })

  it('writes its record, its audit and its mark of being done, and nothing more', async () => {
    const counting = dyingStore(sqliteStore({ path: ':memory:' }))
    const { application } = await jarApplication(counting.store)
    await application.execute(make, {}, ANYONE)
    expect(counting.writes()).toBe(3)
  })

  it('leaves what it wishes for a moment later to the sweep, however long the commit took', async () => {
    class SlowClock extends SetClock {
      override now(): string {
        const now = super.now()
        this.set(later(now, MINUTE))
        return now
      }
    }
    const at = '2025-06-30T01:00:00.001Z'
    const clock = new SlowClock('2025-06-30T01:00:00.000Z')
    const { application } = await jarApplication(sqliteStore({ path: ':memory:' }), clock)
    const { id } = await application.execute(make, { marbles: 1, wishes: [{ note: 'later', at }] }, ANYONE)
    expect((await inJar(application, id)).notes).toEqual([])
    while ((await application.relay.sweep()) > 0);
    expect((await inJar(application, id)).notes).toEqual(['later'])
  })

  it('that only answers writes nothing', async () => {
    const counting = dyingStore(sqliteStore({ path: ':memory:' }))
    const { application } = await jarApplication(counting.store)
    await application.execute(idle, {}, ANYONE)
    expect(counting.writes()).toBe(0)
  })

  it('answers the same to the same key, and happens once', async () => {
    const { application } = hall
    const first = await application.execute(make, { marbles: 3 }, ANYONE, 'one act')
    expect(await application.execute(make, { marbles: 3 }, ANYONE, 'one act')).toEqual(first)
    const put1 = await application.execute(put, { id: first.id, marbles: 2 }, ANYONE, 'another')
    expect(await application.execute(put, { id: first.id, marbles: 2 }, ANYONE, 'another')).toEqual(put1)
    expect((await inJar(application, first.id)).marbles).toBe(5)
    expect(await readerOf(hall.store, Jar).count({})).toBe(1)
  })

  it('under one key happens once however many ask at the same moment', async () => {
    const { application } = hall
    const made = await Promise.all(
      Array.from({ length: 12 }, () => application.execute(make, { marbles: 1 }, ANYONE, 'same')),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    const id = made[0]?.id ?? ''
    await Promise.all(
      Array.from({ length: 12 }, () => application.execute(put, { id, marbles: 2 }, ANYONE, 'same put')),
    )
    expect((await inJar(application, id)).marbles).toBe(3)
    expect((await audited(hall)).filter((each) => each.startsWith(id))).toEqual([`${id} 1`, `${id} 2`])
  })

  it('that others came before is tried again, so that none is lost', async () => {
    const { application } = hall
    const { id } = await application.execute(make, {}, ANYONE)
    const other = await jarApplication(hall.store, hall.clock)
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? application : other.application).execute(put, { id, marbles: 1 }, ANYONE, `put ${n}`),
      ),
    )
    expect((await inJar(application, id)).marbles).toBe(10)
  })

  it('that is refused changes nothing and leaves no trace', async () => {
    const { application } = hall
    const { id } = await application.execute(make, { marbles: 999 }, ANYONE)
    await expect(application.execute(put, { id, marbles: 2 }, ANYONE)).rejects.toThrow('jar.full')
    expect((await inJar(application, id)).marbles).toBe(999)
    expect(await audited(hall)).toEqual([`${id} 1`])
  })
})

describe('what a command wishes', () => {
  it('happens at once and in order, each as one commit of its own', async () => {
    const { id } = await hall.application.execute(
      make,
      { wishes: [{ note: 'a' }, { note: 'b' }, { note: 'c' }] },
      ANYONE,
    )
    expect((await inJar(hall.application, id)).notes).toEqual(['a', 'b', 'c'])
    expect(await audited(hall)).toEqual([`${id} 1`, `${id} 2`, `${id} 3`, `${id} 4`])
  })

  it('ends where it is refused, and what follows goes on', async () => {
    const { id } = await hall.application.execute(make, { wishes: [{ note: 'never' }, { note: 'b' }] }, ANYONE)
    await swept(hall)
    expect((await inJar(hall.application, id)).notes).toEqual(['b'])
    expect(await hall.store.collection(TASKS).count({})).toBe(0)
  })

  it('is tried again when it fails, and what was wished after it waits for it', async () => {
    // Once under the note before it, and once under the jar itself.
    hall.failures.left = 2
    const { id } = await hall.application.execute(
      make,
      { wishes: [{ note: 'a' }, { note: 'broken' }, { note: 'c' }] },
      ANYONE,
    )
    hall.clock.set(later(hall.clock.now(), MINUTE))
    await swept(hall)
    expect((await inJar(hall.application, id)).notes).toEqual(['a', 'broken', 'c'])
  })

  it('does not hold back others for ever when it keeps failing', async () => {
    hall.failures.left = Number.POSITIVE_INFINITY
    const { id } = await hall.application.execute(make, { wishes: [{ note: 'broken' }, { note: 'b' }] }, ANYONE)
    hall.clock.set(later(hall.clock.now(), MINUTE))
    await swept(hall)
    expect((await inJar(hall.application, id)).notes).toEqual(['b'])
    expect(await hall.store.collection(TASKS).count({})).toBe(1)
  })

  it('for a later day waits for it, and is caught up in order after the program stood still', async () => {
    const now = hall.clock.now()
    const wishes = [3, 1, 2].map((days) => ({ note: `day ${days}`, at: later(now, days * DAY) }))
    const { id } = await hall.application.execute(make, { wishes }, ANYONE)
    expect((await inJar(hall.application, id)).notes).toEqual([])
    hall.clock.set(later(now, DAY))
    await swept(hall)
    expect((await inJar(hall.application, id)).notes).toEqual(['day 1'])
    const other = await jarApplication(hall.store, hall.clock)
    hall.clock.set(later(now, 10 * DAY))
    await swept(other)
    expect((await inJar(other.application, id)).notes).toEqual(['day 1', 'day 2', 'day 3'])
  })
})

describe('another process', () => {
  it('takes over what a dead one had still to get done, after its grace', async () => {
    const store = sqliteStore({ path: ':memory:' })
    const dead = await jarApplication(dyingStore(store, { at: 1, written: true }).store)
    await dead.application.execute(make, { wishes: [{ note: 'a' }] }, ANYONE, 'k').catch(() => {})
    const alive = await jarApplication(store, dead.clock)
    expect(await alive.application.relay.sweep()).toBe(0)
    alive.clock.set(later(alive.clock.now(), MINUTE))
    await swept(alive)
    const jar = await readerOf(store, Jar).first({})
    expect(jar?.data.notes).toEqual(['a'])
    expect(jar?.effects).toBeUndefined()
    expect(await audited(alive)).toHaveLength(2)
  })

  it('shares a sweep: no document is taken by two', async () => {
    const now = hall.clock.now()
    for (let n = 0; n < 30; n++)
      await hall.application.execute(make, { wishes: [{ note: 'once', at: later(now, MINUTE) }] }, ANYONE)
    const other = await jarApplication(hall.store, hall.clock)
    hall.clock.set(later(now, MINUTE))
    await Promise.all([swept(hall), swept(other)])
    for await (const { data } of readerOf(hall.store, Jar).stream({})) expect(data.notes).toEqual(['once'])
  })
})

describe('when the store is away', () => {
  it('an act fails as a whole, and the same act works when it is back', async () => {
    const real = sqliteStore({ path: ':memory:' })
    const failing = dyingStore(real, { at: 1, written: false, fails: () => new StoreUnavailable('the disk is full') })
    const { application } = await jarApplication(failing.store)
    await expect(application.execute(make, { marbles: 1 }, ANYONE, 'k')).rejects.toThrow(StoreUnavailable)
    expect(await readerOf(real, Jar).count({})).toBe(0)
    expect((await application.execute(make, { marbles: 1 }, ANYONE, 'k')).marbles).toBe(1)
    expect(await readerOf(real, Jar).count({})).toBe(1)
  })
})

describe('who asks', () => {
  it('by name for what there is not is told so', async () => {
    await expect(hall.application.byName('jars.break', {}, SYSTEM)).rejects.toThrow('operation.unknown')
  })

  it('with input that does not fit is told where', async () => {
    await expect(hall.application.execute(make, { marbles: 'many' }, ANYONE)).rejects.toMatchObject({
      code: 'input.invalid',
      status: 422,
    })
  })
})

describe('records that change each other', () => {
  const pass = operation({
    name: 'balls.pass',
    summary: 'Pass the ball to another jar, which passes it back',
    allow: 'anyone',
    input: z.object({ to: z.string(), back: z.string(), left: z.number() }),
    output: z.object({}),
    async run(context, { to, back, left }) {
      const stored = await context.load(Jar, to)
      const next = { do: 'balls.pass', input: { to: back, back: to, left: left - 1 } }
      return change(Jar, stored, { ...stored.data, marbles: stored.data.marbles + 1 }, left > 0 ? [next] : [])
    },
    outputOf: () => ({}),
  })

  const playing = async (left: number) => {
    const more = [feature({ name: 'balls', operations: [pass] })]
    const game = await jarApplication(sqliteStore({ path: ':memory:' }), undefined, more)
    const one = await game.application.execute(make, {}, ANYONE)
    const other = await game.application.execute(make, {}, ANYONE)
    await game.application.execute(pass, { to: one.id, back: other.id, left }, ANYONE)
    const marbles = async () =>
      (await inJar(game.application, one.id)).marbles + (await inJar(game.application, other.id)).marbles
    return { ...game, marbles }
  }

  it('come to an end together, each change made once', async () => {
    const game = await playing(3)
    expect(await game.marbles()).toBe(4)
    game.clock.set(later(game.clock.now(), 2 * MINUTE))
    await swept(game)
    expect(await game.marbles()).toBe(4)
  })

  it('go on at the next look where they find no end, and hold nobody up', async () => {
    const game = await playing(150)
    const first = await game.marbles()
    expect(first).toBeLessThan(120)
    expect(game.log.lines.some(({ event }) => event === 'effects.long-chain')).toBe(true)
    game.clock.set(later(game.clock.now(), 2 * MINUTE))
    await swept(game)
    expect(await game.marbles()).toBe(151)
  })
})
