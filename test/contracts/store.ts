import { afterAll, beforeAll, describe } from 'vitest'
import type { Collection, Store } from '../../core/ports/store.ts'
import { conditionCases, conditionThings } from './store/conditions.ts'
import { documentCases } from './store/documents.ts'
import { dueCases } from './store/due.ts'
import { lifeCases } from './store/life.ts'
import { modelCases } from './store/model.ts'
import { pagingCases } from './store/paging.ts'
import { type Place, type Subject, type Thing, thingsSpec } from './store/place.ts'
import { processCases } from './store/processes.ts'
import { textCases } from './store/texts.ts'
import { uniqueKeyCases } from './store/unique-keys.ts'

/** What every store must do, whatever it is made of. */
export function storeContract(subject: Subject): void {
  describe(`the store on ${subject.name}`, () => {
    let place: Place
    let store: Store
    let conditionsAsked: Promise<Collection<Thing>> | undefined

    beforeAll(async () => {
      place = await subject.start()
      store = place.open()
    }, 60_000)
    afterAll(async () => {
      await store?.close()
      await place?.remove()
    }, 60_000)

    const things = (): Collection<Thing> => store.collection<Thing>(thingsSpec())
    const filled = async (): Promise<Collection<Thing>> => {
      const all = things()
      await Promise.all(conditionThings.map((each) => all.insert(each)))
      return all
    }

    lifeCases(() => place)
    documentCases(things)
    uniqueKeyCases(things)
    conditionCases(() => (conditionsAsked ??= filled()), subject.ordersByUtf16 !== undefined)
    textCases(things, subject.ordersByUtf16 !== undefined)
    dueCases(() => place, things)
    modelCases(things, subject.modelRuns)
    pagingCases(() => place, things, subject.rows)
    const { ownProcess } = subject
    if (ownProcess === undefined) processCases(() => place)
  })
}
