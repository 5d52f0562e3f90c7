import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../adapters/store/memory/index.ts'
import type { Document, Store } from '../../core/ports/store.ts'
import { stoodStill } from '../commands/moving.ts'
import { type Entry, entriesOf } from './entry.ts'
import { tallyOf } from './tally.ts'
import { fill, NotTheSame, Occupied, refuseHalfFilled } from './target.ts'

const UNIT = { name: 'unit', indexes: [] }
const unit = (id: string, name = id): Document => ({ id, version: 1, name }) as Document // as any unit might look

const office = async (...units: readonly Document[]): Promise<Store> => {
  const store = memoryStore()
  for (const each of units) await store.collection(UNIT).insert(each)
  return store
}
const from = (store: Store): AsyncGenerator<Entry> => entriesOf({ store })
const idsIn = async (store: Store): Promise<string[]> => [...(await store.collection(UNIT).versions({})).keys()]

/** A store that says it has written, and keeps what it likes. */
const forgetful = (store: Store, kept: (document: Document) => Document | undefined): Store => ({
  ...store,
  collection: (spec) => {
    const collection = store.collection(spec)
    if (spec.name !== UNIT.name) return collection as never // told by its name, as stores do
    const insert = async (document: Document): Promise<void> => {
      const left = kept(document)
      if (left !== undefined) await collection.insert(left)
    }
    return { ...collection, insert } as never
  },
})

describe('filling a store', () => {
  it('brings everything, and a program starts on it', async () => {
    const target = memoryStore()
    const tally = await fill({ store: target }, from(await office(unit('u1'), unit('u2'))))
    expect(tally.documents).toMatchObject({ unit: { count: 2 } })
    expect(await idsIn(target)).toEqual(['u1', 'u2'])
    await expect(refuseHalfFilled(target)).resolves.toBeUndefined()
  })

  it.each<[string, (document: Document) => Document | undefined, RegExp]>([
    ['loses a document', ({ id, ...rest }) => (id === 'u1' ? undefined : { id, ...rest }), /unit: 1 of 2/],
    ['changes one', (document) => (document.id === 'u1' ? unit('u1', 'x') : document), /unit: not the same 2/],
  ])('is noticed where the store %s, and no program starts there', async (_, kept, words) => {
    const target = memoryStore()
    const source = await office(unit('u1'), unit('u2'))
    await expect(fill({ store: forgetful(target, kept) }, from(source))).rejects.toThrow(words)
    await expect(refuseHalfFilled(target)).rejects.toThrow('only in part')
    // The same again begins anew, and leaves nothing of the first try.
    await fill({ store: target }, from(await office(unit('u2'), unit('u3'))))
    expect(await idsIn(target)).toEqual(['u2', 'u3'])
    await expect(refuseHalfFilled(target)).resolves.toBeUndefined()
  })

  it('refuses a store that holds something, and touches nothing there', async () => {
    const target = await office(unit('u9'))
    await expect(fill({ store: target }, from(await office(unit('u1'))))).rejects.toThrow(Occupied)
    expect(await idsIn(target)).toEqual(['u9'])
  })

  it('is not over before the last look, such as whether the first store stood still', async () => {
    const [source, target] = [await office(unit('u1')), memoryStore()]
    const filling = fill({ store: target }, from(source), async (brought) => {
      await source.collection(UNIT).insert(unit('u2'))
      await stoodStill({ store: source }, brought, 'run the same again')
    })
    await expect(filling).rejects.toThrow(/changed meanwhile \(unit: 2 of 1\)/)
    await expect(refuseHalfFilled(target)).rejects.toThrow('only in part')
    await stoodStill({ store: source }, await tallyOf(from(source)), '')
  })

  it('refuses what this version does not know', async () => {
    const strange = async function* (): AsyncGenerator<Entry> {
      yield { collection: 'from-the-future', document: unit('f1') }
    }
    await expect(fill({ store: memoryStore() }, strange())).rejects.toThrow(NotTheSame)
  })
})
