import { expect } from 'vitest'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import type { Case } from './place.ts'
import type { Table } from './table.ts'

const never = () => new Promise<void>(() => {})

/** Nothing is lost, nothing is turned around, and nobody waits for somebody else. */
export const keepingCases = (check: Case, at: () => Table): void => {
  check('messages of one chat are dealt with one after the other, in order', async () => {
    const { platform } = at()
    let busy = 0
    let most = 0
    at().onReceive = async () => {
      most = Math.max(most, ++busy)
      await new Promise((resolve) => setTimeout(resolve, 5))
      busy -= 1
    }
    const citizen = platform.person()
    const said = Array.from({ length: 20 }, (_, n) => `line ${n}`)
    await at().start()
    for (const each of said) citizen.says(each)
    await at().until(() => at().textsOf(citizen).length >= said.length, 'all arrived')
    expect(at().textsOf(citizen)).toEqual(said)
    expect(most).toBe(1)
  })

  check('one slow chat holds up no other', async () => {
    const slow = at().platform.person()
    const others = Array.from({ length: 5 }, () => at().platform.person())
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    at().onReceive = (incoming) => (incoming.address === slow.address ? held : Promise.resolve())
    slow.says('first')
    for (const other of others) other.says('hello')
    await at().start()
    await at().until(() => others.every((other) => at().textsOf(other).length === 1), 'the others were heard')
    expect(at().textsOf(slow)).toEqual(['first'])
    slow.says('second')
    release()
    await at().until(() => at().textsOf(slow).length === 2, 'the slow one goes on')
  })

  check('an update that the platform repeats has the same id, and different ones differ', async () => {
    const citizen = at().platform.person()
    await at().start()
    citizen.says('one')
    citizen.says('two')
    await at().until(() => at().received.length >= 2, 'both arrived')
    await new Promise((resolve) => setTimeout(resolve, 100))
    at().platform.faults.repeatUpdates(2)
    at().platform.faults.duplicateUpdates(1)
    citizen.says('three')
    await at().until(() => at().textsOf(citizen).includes('three') && at().received.length >= 5, 'they came again')
    const words = new Map<string, Set<string>>()
    for (const { id, act } of at().received) {
      words.set(id, (words.get(id) ?? new Set()).add(act.kind === 'text' ? act.text : act.kind))
    }
    expect(words.size).toBe(3)
    for (const said of words.values()) expect(said.size).toBe(1)
  })

  check('what was fetched but not dealt with when the program died comes again', async () => {
    const citizen = at().platform.person()
    at().onReceive = never
    await at().start()
    citizen.says('one')
    citizen.says('two')
    await at().until(() => at().received.length === 1, 'the first is being dealt with')
    const [before] = at().received
    at().received.length = 0
    at().onReceive = async () => {}
    at().restartAfterKill()
    await at().start()
    await at().until(() => at().textsOf(citizen).length >= 2, 'both came again')
    expect(at().textsOf(citizen)).toEqual(['one', 'two'])
    expect(at().received[0]?.id).toBe(before?.id)
  })

  check('while the store is away updates wait, and come in order when it is back', async () => {
    const citizen = at().platform.person()
    let away = true
    at().onReceive = async () => {
      if (away) throw new StoreUnavailable('away')
    }
    await at().start()
    citizen.says('one')
    citizen.says('two')
    await at().until(() => at().received.length >= 3, 'it was tried again')
    expect(new Set(at().textsOf(citizen))).toEqual(new Set(['one']))
    at().received.length = 0
    away = false
    await at().until(() => at().textsOf(citizen).includes('two'), 'both arrived')
    expect(at().textsOf(citizen)).toEqual(['one', 'two'])
  })

  check('an update that always fails is passed over at last, and those after it are dealt with', async () => {
    const citizen = at().platform.person()
    at().onReceive = async ({ act }) => {
      if (act.kind === 'text' && act.text === 'poison pill') throw new Error('cannot deal with: poison pill')
    }
    await at().start()
    citizen.says('poison pill')
    citizen.says('medicine')
    await at().until(() => at().textsOf(citizen).includes('medicine'), 'the next one was heard')
    expect(
      at()
        .textsOf(citizen)
        .filter((text) => text === 'poison pill').length,
    ).toBeGreaterThan(1)
  })

  check('a stop waits for what is being dealt with, and what comes after it waits for the next start', async () => {
    const citizen = at().platform.person()
    let release = () => {}
    at().onReceive = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const stop = await at().start()
    citizen.says('before')
    await at().until(() => at().received.length === 1, 'it is being dealt with')
    let stopped = false
    const stopping = stop().then(() => {
      stopped = true
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(stopped).toBe(false)
    release()
    await stopping
    citizen.says('after')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(at().textsOf(citizen)).toEqual(['before'])
    at().onReceive = async () => {}
    at().restartAfterKill()
    await at().start()
    await at().until(() => at().textsOf(citizen).includes('after'), 'it was heard after the start')
    expect(at().textsOf(citizen)).toEqual(['before', 'after'])
  })
}
