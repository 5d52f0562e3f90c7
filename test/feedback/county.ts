import { readContentFolder } from '../../adapters/files/index.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { brewing } from '../../core/brewing/index.ts'
import { campaigns } from '../../core/campaigns/index.ts'
import type { Content } from '../../core/content/content.ts'
import { loadContent } from '../../core/content/load.ts'
import { duties } from '../../core/duties/index.ts'
import { Case, type CaseData } from '../../core/feedback/case.ts'
import { feedback } from '../../core/feedback/index.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import { Application } from '../../core/kernel/application.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import type { Operation } from '../../core/kernel/operation.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType, Stored } from '../../core/kernel/record.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { matters } from '../../core/matters/index.ts'
import { Delivery, messaging } from '../../core/messaging/index.ts'
import { type Organisation, organisation, people, personActor } from '../../core/people/index.ts'
import { Person } from '../../core/people/person.ts'
import { Post } from '../../core/people/post.ts'
import { OrganisationRevision, REVISION_ID } from '../../core/people/revision.ts'
import { Unit } from '../../core/people/unit.ts'
import type { Store } from '../../core/ports/store.ts'
import { provisionalOf } from '../../core/provisional/index.ts'
import { receptions } from '../../core/receptions/index.ts'
import { reporters } from '../../core/reporters/index.ts'
import { rules } from '../../core/rules/index.ts'
import { talks } from '../../core/talks/index.ts'
import { warnings } from '../../core/warnings/index.ts'
import { Warning, type WarningData } from '../../core/warnings/warning.ts'
import { keptLog, SetClock } from '../support/world.ts'

const OTHERS = [brewing, duties, campaigns, talks]
const PARTS = [people, matters, reporters, feedback, receptions, warnings, rules, messaging, ...OTHERS]
const FEATURES = [...PARTS, provisionalOf(PARTS)]

/** Words that say which matter they mean, and whether somebody is in danger: `m1 the light is out, danger`. */
const byFirstWord = {
  classify: async (text: string) => {
    const matter = /^m\d\b/.exec(text)?.[0]
    return matter === undefined
      ? { alternatives: [] }
      : { best: { matter, confidence: 0.9, because: [matter] }, alternatives: [] }
  },
  extract: async (text: string) => (/\bdanger\b/.test(text) ? { danger: true } : {}),
}

const MATTERS = `
- { code: m0, category: a, name: { zh-CN: 路灯, en: Lights }, plain: { zh-CN: 灯, en: Light }, keywords: [灯], lead: { default: u2 }, supporting: [u3, u5], workingDays: 7 }
- { code: m1, category: a, name: { zh-CN: 垃圾, en: Rubbish }, plain: { zh-CN: 垃圾, en: Rubbish }, keywords: [垃圾], lead: { default: place }, supporting: [u0], workingDays: 10 }
- { code: m2, category: b, name: { zh-CN: 作风, en: Conduct }, plain: { zh-CN: 作风, en: Conduct }, keywords: [作风], lead: { default: u4 }, workingDays: 15, integrity: true }
- { code: m3, category: c, name: { zh-CN: 高速, en: Motorway }, plain: { zh-CN: 高速, en: Motorway }, keywords: [高速], lead: { default: u1 }, workingDays: 15, notOurs: { ask: { zh-CN: 请找高速公司。, en: Ask the company. } } }
`

const PLACES = `
- { code: p0, name: 东村, kind: village, lat: 30, lng: 107, unit: u6 }
- { code: p1, name: 西村, kind: village, lat: 30, lng: 107, unit: u7 }
- { code: p2, name: 南街, kind: township, lat: 30, lng: 107, unit: u3 }
`

let loaded: Promise<Content> | undefined
/** The sample content with four matters, three places, and unit `u1` as the office. */
export const plainContent = (): Promise<Content> => {
  loaded ??= contentWith()
  return loaded
}

/** The same with further files, or others in the place of those that there are. */
export const contentWith = (more: readonly (readonly [string, string])[] = []): Promise<Content> =>
  readContentFolder('content').then((source) => {
    const office = (source.get('office.yaml') ?? '').replace(/^unit: .*$/m, 'unit: u1')
    const kept = [...source].filter(([name]) => !name.startsWith('matters/'))
    const files = new Map([
      ...kept,
      ['office.yaml', office],
      ['places.yaml', PLACES],
      ['matters/all.yaml', MATTERS],
      ...more,
    ])
    // The organisation of these tests does not come from the content.
    const pieces = FEATURES.flatMap((each) => each.content ?? []).filter(
      ({ name }) => !['units', 'posts'].includes(name),
    )
    return loadContent(files, pieces)
  })

export interface Members {
  readonly units: readonly Unit[]
  readonly posts: readonly Post[]
  readonly people: readonly Person[]
}

let made = 0
let keysMade = 0

/** A county office over a real store, with any organisation, and a clock that is set. */
export class County {
  private constructor(
    readonly application: Application,
    readonly store: Store,
    readonly clock: SetClock,
    readonly content: Content,
    readonly log: ReturnType<typeof keptLog>,
  ) {}

  static async of(members: Members, today = '2026-03-02T01:00:00.000Z', given?: Content): Promise<County> {
    const store = sqliteStore({ path: ':memory:' })
    const county = await County.on(store, new SetClock(today), given ?? (await plainContent()))
    await county.settle(members)
    return county
  }

  /** The program started anew on the same store, with another content folder. */
  restarted(content: Content): Promise<County> {
    return County.on(this.store, this.clock, content)
  }

  private static async on(store: Store, clock: SetClock, content: Content): Promise<County> {
    const log = keptLog()
    const unused = { put: async () => '', get: async () => undefined, delete: async () => {} }
    const application = new Application({
      store,
      clock,
      ids: { fresh: () => `key${++keysMade}` },
      logger: log,
      services: {
        content,
        seal: createSeal({ keys: parseSealKeys(newSealKeys('test')) }),
        files: unused,
        printer: {
          pdf: async () => new Uint8Array(),
          docx: async () => new Uint8Array(),
          workbook: async () => new Uint8Array(),
          csv: () => new Uint8Array(),
        },
        inspector: { inspect: async () => ({ ok: false, reason: 'empty' }) },
        assistant: byFirstWord,
      },
      features: FEATURES,
      trail: { append: async () => {} },
    })
    await store.open([...FEATURES.flatMap((each) => each.records ?? []), TASKS])
    return new County(application, store, clock, content, log)
  }

  private async settle({ units, posts, people: persons }: Members): Promise<void> {
    await this.put(Unit, units)
    await this.put(Post, posts)
    await this.put(Person, persons)
    const revision = this.store.collection<Stored<unknown>>(OrganisationRevision)
    await revision.insert({ id: REVISION_ID, version: 1, data: { stamp: `county ${++made}`, changes: 1 }, history: [] })
  }

  private async put<T extends { readonly code: string }>(type: RecordType<T>, all: readonly T[]): Promise<void> {
    const collection = this.store.collection<Stored<T>>(type)
    for (const data of all) await collection.insert({ id: data.code, version: 1, data, history: [] })
  }

  organisation(): Promise<Organisation> {
    return organisation(this.reader())
  }

  async actor(person: string): Promise<Actor> {
    const actor = await personActor(this.reader(), person)
    if (actor === undefined) throw new Error(`${person} has left`)
    return actor
  }

  execute<I, O>(operation: Operation<I, O>, input: unknown, actor: Actor): Promise<O> {
    return this.application.execute(operation, input, actor)
  }

  /** The answer, or the code of the refusal. Anything else that goes wrong is thrown. */
  async attempt<I, O>(operation: Operation<I, O>, input: unknown, actor: Actor): Promise<O | string> {
    try {
      return await this.execute(operation, input, actor)
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }

  async case(id: string): Promise<CaseData> {
    const stored = await readerOf(this.store, Case).get(id)
    if (stored === undefined) throw new Error(`there is no case ${id}`)
    return stored.data
  }

  /** The case that a message about `id` tells of: itself, or the one that a warning has for its ground. */
  async caseToldOf(id: string): Promise<CaseData | undefined> {
    const stored = await readerOf(this.store, Case).get(id)
    if (stored !== undefined) return stored.data
    const ground = (await readerOf(this.store, Warning).get(id))?.data.ground.case
    return ground === undefined ? undefined : this.case(ground)
  }

  async cases(): Promise<readonly Stored<CaseData>[]> {
    const all: Stored<CaseData>[] = []
    for await (const stored of readerOf(this.store, Case).stream({})) all.push(stored)
    return all
  }

  /** The first that was queued first; those of one moment in no order that a test may rely on. */
  async deliveries(): Promise<readonly Stored<Delivery>[]> {
    const all: Stored<Delivery>[] = []
    for await (const stored of readerOf(this.store, Delivery).stream({})) all.push(stored)
    return all.sort((a, b) => a.data.queuedAt.localeCompare(b.data.queuedAt))
  }

  /** The texts that a person was sent. */
  async heard(person: string): Promise<readonly string[]> {
    return (await this.deliveries())
      .filter(({ data: { to } }) => to.kind === 'person' && to.person === person)
      .map(({ data }) => data.message.text)
  }

  async warning(id: string): Promise<WarningData> {
    const found = await readerOf(this.store, Warning).get(id)
    if (found === undefined) throw new Error(`there is no warning ${id}`)
    return found.data
  }

  /** Lets time pass, and everything happen that is due by then. */
  async until(instant: string): Promise<void> {
    this.clock.set(instant)
    while ((await this.application.relay.sweep()) > 0);
  }

  reader() {
    return {
      read: <T>(type: RecordType<T>) => readerOf(this.store, type),
      now: this.clock.now(),
      content: this.content,
    }
  }
}
