import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Conversation } from '../../core/conversation/conversation.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Act } from '../../core/ports/channel.ts'
import { later, MINUTE } from '../../core/ports/clock.ts'
import { type Store, StoreUnavailable } from '../../core/ports/store.ts'
import { seed } from '../conversations/runner/stage.ts'
import { SetClock } from '../support/world.ts'
import { type Death, dyingStore } from './dying-store.ts'
import { copyOf, Platform, type Process, standing, startProcess, take } from './office.ts'

const NOON = '2025-06-30T04:00:00.000Z'

const says = (text: string): Act => ({ kind: 'text', text })

interface Play {
  readonly name: string
  readonly chat: string
  /** What has happened before, by whom. */
  readonly before: readonly (readonly [chat: string, act: Act])[]
  /** The act in which the process dies. */
  readonly act: Act
}

const REPORTED = [
  ['citizen', says('双河镇石桥村的路灯坏了三个月')],
  ['citizen', says('跳过')],
] as const

const PLAYS: readonly Play[] = [
  {
    name: 'a case is confirmed',
    chat: 'citizen',
    before: [...REPORTED, ['citizen', says('匿名')]],
    act: says('确认提交'),
  },
  {
    name: 'a case is confirmed and the chat forgotten',
    chat: 'citizen',
    before: [...REPORTED, ['citizen', says('完全匿名')]],
    act: says('确认提交'),
  },
  { name: 'a form is begun', chat: 'citizen', before: [], act: says('双河镇石桥村的路灯坏了三个月') },
  {
    name: 'a case is withdrawn',
    chat: 'citizen',
    before: [...REPORTED, ['citizen', says('匿名')], ['citizen', says('确认提交')], ['citizen', says('/withdraw')]],
    act: says('撤回'),
  },
]

describe.each(PLAYS)('while $name', ({ chat, before, act }) => {
  const folder = mkdtempSync(join(tmpdir(), 'contact-point-crash-'))
  const prepared = join(folder, 'prepared.sqlite')
  let copies = 0
  const open: Store[] = []
  const copy = (): Store => {
    const store = copyOf(prepared, join(folder, `${++copies}.sqlite`))
    open.push(store)
    return store
  }

  beforeAll(async () => {
    const store = sqliteStore({ path: prepared })
    await seed(store)
    const platform = new Platform()
    const process = await startProcess(store, new SetClock(NOON), platform)
    for (const [n, [who, each]] of before.entries()) {
      await take(process, who, each, `before-${n}`)
      await process.sender.drain()
    }
    await process.sender.stop()
    await store.close()
  })
  afterAll(async () => {
    for (const store of open) await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Plays the act on a store that fails as `death` says, then lets another process go on until nothing is left to do. */
  const playedOut = async (death?: Death, sends = true) => {
    const store = copy()
    const clock = new SetClock(later(NOON, MINUTE))
    const platform = new Platform()
    const dying = dyingStore(store, death)
    const first = await startProcess(dying.store, clock, platform)
    const acknowledged = await take(first, chat, act, 'the act').then(
      () => true,
      () => false,
    )
    if (sends) await first.sender.drain().catch(() => {})
    const writes = dying.writes()
    const second = death?.fails === undefined ? await startProcess(store, clock, platform) : first
    // The platform repeats what was not acknowledged, and sometimes what was; who forgot the chat can't know that.
    clock.set(later(clock.now(), 2 * MINUTE))
    const knows = (await readerOf(store, Conversation).count({})) > 0
    if (!acknowledged || (death?.written === true && knows)) await take(second, chat, act, 'the act')
    for (let round = 0; round < 4; round++) await settled(second, clock)
    const times = [...platform.heard.values()].map((messages) => messages.length)
    const once = [...platform.taken.values()].map((messages) => messages.size)
    return { writes, standing: await standing(store, platform), times, once }
  }

  const settled = async ({ program, sender }: Process, clock: SetClock): Promise<void> => {
    clock.set(later(clock.now(), 30 * MINUTE))
    await sender.drain()
    while ((await program.tick()) > 0) await sender.drain()
    await sender.drain()
  }

  it('nothing is lost and nothing doubled, whichever write the process dies at', async () => {
    const whole = await playedOut()
    expect(whole.writes).toBeGreaterThan(3)
    for (let at = 1; at <= whole.writes; at++) {
      for (const written of [false, true]) {
        const { standing: after } = await playedOut({ at, written })
        expect(after, `died at write ${at}, which was ${written ? '' : 'not '}made`).toEqual(whole.standing)
      }
    }
  })

  it('another process that sends meanwhile says nothing twice', async () => {
    const { writes } = await playedOut(undefined, false)
    for (let at = 1; at <= writes; at++) {
      const { times, once } = await playedOut({ at, written: true }, false)
      expect(times, `died at write ${at}`).toEqual(once)
    }
  })

  it('nothing is lost and nothing doubled, whichever write the store refuses', async () => {
    const whole = await playedOut()
    for (let at = 1; at <= whole.writes; at++) {
      const { standing: after } = await playedOut({
        at,
        written: false,
        fails: () => new StoreUnavailable('the disk is full'),
      })
      expect(after, `the store refused write ${at}`).toEqual(whole.standing)
    }
  })
})
