import { readContentFolder } from '../../adapters/files/index.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Holidays, OfficeTimes } from '../../core/calendar/content.ts'
import { Addressee } from '../../core/campaigns/addressee.ts'
import { Campaign } from '../../core/campaigns/campaign.ts'
import { letGo } from '../../core/campaigns/leaving.ts'
import { letGoOne } from '../../core/campaigns/tell-one.ts'
import type { Content } from '../../core/content/content.ts'
import { loadContent } from '../../core/content/load.ts'
import { feature } from '../../core/feature.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import { Application } from '../../core/kernel/application.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import type { AuditEntry } from '../../core/kernel/trail.ts'
import { type PeopleReader, people } from '../../core/people/index.ts'
import { later } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Seal } from '../../core/ports/seal.ts'
import type { Store } from '../../core/ports/store.ts'

let loaded: Promise<Content> | undefined
/** The sample county's content, as far as the people feature reads it; read once for all tests of a file. */
export const sampleContent = (): Promise<Content> => {
  loaded ??= readContentFolder('content').then((source) =>
    loadContent(source, [...(people.content ?? []), Holidays, OfficeTimes]),
  )
  return loaded
}

export const ADMINISTRATOR: Actor = { kind: 'person', person: 'admin', roles: ['administrator'], units: [] }

/** What somebody who leaves was asked, for their leaving reaches it. */
const ASKING = feature({ name: 'campaigns', records: [Campaign, Addressee], operations: [letGo, letGoOne] })

/** An application with the people feature alone, over a real store, with a clock that stands until it is moved. */
export interface TownHall {
  readonly application: Application
  readonly store: Store
  readonly seal: Seal
  readonly audit: readonly AuditEntry[]
  readonly logged: readonly string[]
  readonly reader: PeopleReader
  wait(milliseconds: number): void
}

export const townHall = async (store: Store = sqliteStore({ path: ':memory:' })): Promise<TownHall> => {
  const content = await sampleContent()
  const seal = createSeal({ keys: parseSealKeys(newSealKeys('test')) })
  const audit: AuditEntry[] = []
  const logged: string[] = []
  const log = (...said: unknown[]) =>
    void logged.push(JSON.stringify(said, (_, each) => (each instanceof Error ? String(each) : each)))
  const logger: Logger = { info: log, warn: log, error: log }
  let now = '2026-03-02T01:00:00.000Z'
  let made = 0
  await store.open([...(people.records ?? []), ...(ASKING.records ?? [])])
  const unused = new Proxy(
    {},
    {
      get: () => {
        throw new Error('not needed here')
      },
    },
  ) as never
  const application = new Application({
    store,
    clock: { now: () => now, sleep: async () => undefined },
    ids: { fresh: () => `key${++made}` },
    logger,
    services: { content, seal, files: unused, inspector: unused, printer: unused, assistant: unused },
    features: [people, ASKING],
    trail: { append: async (entry) => void audit.push(entry) },
  })
  return {
    application,
    store,
    seal,
    audit,
    logged,
    get reader() {
      return { read: <T>(type: RecordType<T>) => readerOf(store, type), now, content }
    },
    wait: (milliseconds) => {
      now = later(now, milliseconds)
    },
  }
}
