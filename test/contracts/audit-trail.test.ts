import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { auditOf, createTrail, type Report } from '../../core/audit/index.ts'
import { AuditPage, type StoredPage } from '../../core/audit/page.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import { Application } from '../../core/kernel/application.ts'
import { feature } from '../../core/kernel/feature.ts'
import { operation } from '../../core/kernel/operation.ts'
import { change, create, remove } from '../../core/kernel/outcome.ts'
import { record, type Stored } from '../../core/kernel/record.ts'
import type { AuditEntry, Trail } from '../../core/kernel/trail.ts'
import type { Services } from '../../core/ports/services.ts'
import { type Store, StoreUnavailable } from '../../core/ports/store.ts'

/** A small feature to have something to prove. */
const Note = record('note', { prefix: 'n', schema: z.strictObject({ text: z.string(), reads: z.int() }) })
const Visit = record('visit', { prefix: 'v', schema: z.strictObject({ place: z.string() }), keepSteps: 2 })
const output = z.strictObject({ id: z.string() })
const outputOf = ({ id }: { readonly id: string }) => ({ id })
const named = { summary: 'For tests.', allow: 'anyone', output, outputOf } as const

const write = operation({
  ...named,
  name: 'notes.write',
  input: z.object({ text: z.string() }),
  run: async (context, { text }) => create(Note, context.newId(Note), { text, reads: 0 }),
})
const amend = operation({
  ...named,
  name: 'notes.amend',
  input: z.object({ id: z.string(), text: z.string() }),
  run: async (context, { id, text }) => {
    const note = await context.load(Note, id)
    return change(Note, note, { ...note.data, text })
  },
})
const read = operation({
  ...named,
  name: 'notes.read',
  audited: false,
  input: z.object({ id: z.string() }),
  run: async (context, { id }) => {
    const note = await context.load(Note, id)
    return change(Note, note, { ...note.data, reads: note.data.reads + 1 })
  },
})
const forget = operation({
  ...named,
  name: 'notes.forget',
  input: z.object({ id: z.string() }),
  outputOf: () => ({ id: '' }),
  run: async (context, { id }) => remove(Note, await context.load(Note, id)),
})
const visit = operation({
  ...named,
  name: 'visits.make',
  input: z.object({ id: z.string().optional() }),
  run: async (context, { id }) =>
    id === undefined
      ? create(Visit, context.newId(Visit), { place: '东街' })
      : change(Visit, await context.load(Visit, id), { place: '西街' }),
})
const notes = feature({ name: 'notes', records: [Note, Visit], operations: [write, amend, read, forget, visit] })

const seal = createSeal({ keys: parseSealKeys(newSealKeys('test')) })
const AUDITOR: Actor = { kind: 'person', person: 'h1', roles: ['auditor'], units: [] }

/** An office on `store`: every execution a second later than the one before. */
const office = (store: Store, trail: Trail = createTrail({ store, seal })) => {
  let now = Date.parse('2025-06-30T00:00:00.000Z')
  const tick = () => {
    now += 1_000
    return new Date(now).toISOString()
  }
  let ids = 0
  const audit = auditOf([notes])
  const application = new Application({
    store,
    trail,
    clock: { now: tick, sleep: async () => {} },
    ids: { fresh: () => `key-${ids++}` },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    services: { seal } as unknown as Services, // these operations use no other
    features: [notes, audit],
  })
  const ask = (name: string, input: unknown, actor: Actor = AUDITOR) => application.byName(name, input, actor)
  return {
    application,
    ask,
    verify: async (input: unknown = {}) => (await ask('audit.verify', input)) as Report,
    found: async () => ((await ask('audit.verify', {})) as Report).finding?.kind ?? 'nothing',
    list: async (input: unknown) => (await ask('audit.list', input)) as { entries: AuditEntry[]; next?: string },
    write: async (text: string, actor?: Actor) => ((await ask('notes.write', { text }, actor)) as { id: string }).id,
  }
}

const entry = (n: number): AuditEntry => ({
  record: 'note',
  id: `n${n}`,
  version: 1,
  at: new Date(n * 1_000).toISOString(),
  by: 'system',
  did: 'notes.write',
  digest: 'd',
})

const pagesOf = async (store: Store): Promise<StoredPage[]> => [
  ...(await store.collection<StoredPage>(AuditPage).page({})).rows,
]

describe('the trail', () => {
  let store: Store
  beforeEach(() => {
    store = sqliteStore({ path: ':memory:' })
  })
  afterEach(() => store.close())

  test('keeps the same entry once, whoever brings it and however often', async () => {
    const trails = [createTrail({ store, seal }), createTrail({ store, seal })]
    await Promise.all(Array.from({ length: 60 }, (_, n) => trails[n % 2]?.append(entry(n % 5))))
    await createTrail({ store, seal }).append(entry(0))
    const kept = (await pagesOf(store)).flatMap(({ data }) => data.entries)
    expect(kept.map(({ id }) => id).sort()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4'])
  })

  test('1,000 appends at once from two trails on one store make one whole chain', async () => {
    const trails = [createTrail({ store, seal }), createTrail({ store, seal })]
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => trails[n % 2]?.append(entry(n))))
    const report = await office(store).verify()
    expect(report).toMatchObject({ whole: true, entries: 1_000, gone: 1_000 })
    // Entries that wait share a page: far fewer commits than entries.
    expect(report.pages).toBeLessThan(60)
  })

  test('tells each who waits when the store takes nothing, and goes on with the right place afterwards', async () => {
    const trail = createTrail({ store: sometimesFull(store, 1), seal })
    const results = await Promise.allSettled([trail.append(entry(1)), trail.append(entry(2))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    await trail.append(entry(1))
    expect(await office(store).verify()).toMatchObject({ whole: true, entries: 2, pages: 2 })
  })

  test('an answer that was lost after the page was written is not written twice', async () => {
    const trail = createTrail({ store: sometimesFull(store, 1, true), seal })
    await expect(trail.append(entry(1))).rejects.toThrow(StoreUnavailable)
    await Promise.all([trail.append(entry(1)), trail.append(entry(2))])
    expect(await office(store).verify()).toMatchObject({ whole: true, entries: 2, pages: 2 })
  })
})

/** A store whose first `times` inserts fail: before they are made, or after. */
const sometimesFull = (store: Store, times: number, after = false): Store => ({
  ...store,
  collection: (spec) => {
    const collection = store.collection<never>(spec)
    const insert = async (document: never) => {
      const fails = times-- > 0
      if (!fails || after) await collection.insert(document)
      if (fails) throw new StoreUnavailable('full')
    }
    return { ...collection, insert }
  },
})

describe('audit.verify', () => {
  let folder: string
  let file: string
  let store: Store
  let sql: Database.Database
  let here: ReturnType<typeof office>
  let ids: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'))
    file = join(folder, 'office.sqlite')
    store = sqliteStore({ path: file })
    here = office(store)
    ids = await Promise.all(['路灯坏了', '井盖没了', '水管漏了', '🚧'].map((text) => here.write(text)))
    for (const id of ids) await here.ask('notes.amend', { id, text: `又:${id}` })
    const { id } = (await here.ask('visits.make', {})) as { id: string }
    for (let n = 0; n < 4; n++) await here.ask('visits.make', { id })
    sql = new Database(file)
    // An intruder sweeps away what would notice: from here on rows are changed past the store.
    for (const { type, name } of schemaOf(sql)) sql.exec(`DROP ${type} "${name}"`)
  })
  afterAll(async () => {
    sql.close()
    await store.close()
    await rm(folder, { recursive: true })
  })
  // Every test leaves the office as it was: the rows are put back.
  let before: Rows
  beforeEach(() => {
    before = rowsOf(sql)
  })
  afterEach(() => restore(sql, before))

  test('finds nothing where nobody has been', async () => {
    expect(await here.verify()).toMatchObject({ whole: true, entries: 13, records: 5, gone: 0, pending: 0 })
    expect(await here.found()).toBe('nothing')
  })

  test('finds any single bit that was flipped in a page', async () => {
    const { page } = before
    const anywhere = fc.nat(page.length - 1).chain((n) =>
      fc.record({
        row: fc.constant(page[n] as Row),
        at: fc.nat(Buffer.byteLength(page[n]?.doc ?? '') - 1),
        bit: fc.nat(7),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ row, at, bit }) => {
        setDoc(sql, 'audit-page', row.seq, flipped(row.doc, at, bit))
        const { finding } = await here.verify()
        setDoc(sql, 'audit-page', row.seq, Buffer.from(row.doc))
        expect(finding).toBeDefined()
      }),
      { numRuns: 300 },
    )
    expect(await here.found()).toBe('nothing')
  })

  test('finds any single bit that was flipped in a record', async () => {
    const anywhere = fc.nat(before.note.length - 1).chain((n) => {
      const row = before.note[n] as Row
      return fc.record({ row: fc.constant(row), at: fc.nat(Buffer.byteLength(row.doc) - 1), bit: fc.nat(7) })
    })
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ row, at, bit }) => {
        const bytes = flipped(row.doc, at, bit)
        fc.pre(audited(bytes) !== audited(Buffer.from(row.doc)))
        setDoc(sql, 'note', row.seq, bytes)
        const { finding } = await here.verify()
        setDoc(sql, 'note', row.seq, Buffer.from(row.doc))
        expect(finding).toBeDefined()
      }),
      { numRuns: 300 },
    )
    expect(await here.found()).toBe('nothing')
  })

  test('finds a page that was taken out, wherever it stood', async () => {
    const { page } = before
    for (const [n, row] of page.entries()) {
      sql.prepare('DELETE FROM "audit-page" WHERE seq = ?').run(row.seq)
      const isLast = n === page.length - 1
      expect((await here.verify()).finding).toMatchObject(isLast ? { kind: 'missing' } : { kind: 'gap', seq: n + 1 })
      restore(sql, before)
    }
  })

  test('finds two pages that changed places, by their names or by what they hold', async () => {
    const { page } = before
    await fc.assert(
      fc.asyncProperty(fc.nat(page.length - 1), fc.nat(page.length - 1), fc.boolean(), async (a, b, whole) => {
        fc.pre(a !== b)
        const [one, two] = [page[a] as Row, page[b] as Row]
        setDoc(sql, 'audit-page', one.seq, exchanged(one.doc, two.doc, whole))
        setDoc(sql, 'audit-page', two.seq, exchanged(two.doc, one.doc, whole))
        const kind = await here.found()
        restore(sql, before)
        expect(kind).toBe(whole ? 'reordered' : 'changed')
      }),
      { numRuns: 40 },
    )
  })

  test('finds an end that was cut off, however long', async () => {
    for (let from = 0; from < before.page.length; from++) {
      sql.prepare('DELETE FROM "audit-page" WHERE seq >= ?').run(before.page[from]?.seq)
      expect((await here.verify()).finding).toMatchObject({ kind: 'missing' })
      restore(sql, before)
    }
  })

  test('an end that was cut off stays found after the office went on', async () => {
    sql.prepare('DELETE FROM "audit-page" WHERE seq >= ?').run(before.page[5]?.seq)
    await createTrail({ store, seal }).append(entry(99))
    expect((await here.verify()).finding).toMatchObject({ kind: 'missing', record: 'note' })
  })

  test('an end that was noted elsewhere proves even what was cut off together with its records', async () => {
    const { head } = await here.verify()
    sql.exec('DELETE FROM "audit-page"; DELETE FROM note; DELETE FROM visit')
    expect(await here.found()).toBe('nothing')
    expect((await here.verify({ known: head })).finding).toEqual({ kind: 'cut-off', seq: head.seq })
    restore(sql, before)
    expect((await here.verify({ known: head })).whole).toBe(true)
    expect((await here.verify({ known: { ...head, mac: 'f'.repeat(64) } })).finding?.kind).toBe('cut-off')
  })

  test('finds a page that somebody without the keys made in the right place', async () => {
    const forger = createSeal({ keys: parseSealKeys(newSealKeys('test')) })
    await createTrail({ store, seal: forger }).append(entry(99))
    expect((await here.verify()).finding).toEqual({ kind: 'changed', seq: before.page.length + 1 })
  })

  test.each<[string, (note: Stored<{ text: string; reads: number }>) => unknown]>([
    ['with other words', (note) => ({ ...note, data: { ...note.data, text: '没事' } })],
    [
      'with another actor in its history',
      (note) => ({ ...note, history: note.history.map((s) => ({ ...s, by: 'system' })) }),
    ],
    ['with a step taken out of its history', (note) => ({ ...note, history: note.history.slice(0, -1) })],
    ['with no history', (note) => ({ ...note, history: [] })],
    ['set back to an earlier state', (note) => ({ ...note, version: 1, history: note.history.slice(0, 1) })],
    [
      'with a step that calls itself bookkeeping',
      (note) => ({ ...note, history: note.history.map((s) => ({ ...s, did: 'notes.read' })) }),
    ],
  ])('finds a record %s', async (_how, change) => {
    for (const row of before.note) {
      setDoc(sql, 'note', row.seq, Buffer.from(JSON.stringify(change(JSON.parse(row.doc)))))
      expect((await here.verify()).finding).toMatchObject({ kind: 'altered', record: 'note' })
      restore(sql, before)
    }
  })

  test('finds a step that was made past the one door', async () => {
    const [row] = before.note
    const note = JSON.parse(row?.doc ?? '') as Stored<unknown>
    const step = { ...note.history[0], version: 3, key: 'x' }
    const forged = { ...note, version: 3, history: [...note.history, step] }
    setDoc(sql, 'note', row?.seq ?? 0, Buffer.from(JSON.stringify(forged)))
    expect((await here.verify()).finding).toMatchObject({ kind: 'missing', version: 3 })
  })
})

describe('audit.verify in a working office', () => {
  let store: Store
  beforeEach(() => {
    store = sqliteStore({ path: ':memory:' })
  })
  afterEach(() => store.close())

  test('bookkeeping needs no entries, and what was removed is counted', async () => {
    const here = office(store)
    const [kept, gone] = [await here.write('一'), await here.write('二')]
    await here.ask('notes.read', { id: kept })
    await here.ask('notes.forget', { id: gone })
    await here.ask('notes.amend', { id: kept, text: '三' })
    await here.ask('notes.read', { id: kept })
    expect(await here.verify()).toMatchObject({ whole: true, entries: 3, records: 1, gone: 1 })
  })

  test('steps on their way into the audit are counted, and not missed', async () => {
    const here = office(store, { append: () => Promise.reject(new StoreUnavailable('full')) })
    const id = await here.write('一')
    await here.ask('notes.amend', { id, text: '二' })
    expect(await office(store).verify()).toMatchObject({ whole: true, entries: 0, pending: 2 })
  })

  test('is not misled by what happens meanwhile', async () => {
    const here = office(store)
    const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => here.write(`${n}`)))
    let over = false
    const reports: Report[] = []
    const watching = (async () => {
      while (!over) {
        reports.push(await here.verify())
        await new Promise((go) => setImmediate(go))
      }
    })()
    for (let round = 0; round < 5; round++) {
      await Promise.all(ids.map((id) => here.ask('notes.amend', { id, text: `${round}` })))
    }
    over = true
    await watching
    expect(reports.every(({ whole }) => whole)).toBe(true)
    expect(await here.verify()).toMatchObject({ whole: true, entries: 240 })
  })

  test('is for auditors, directors and the system alone', async () => {
    const here = office(store)
    const person = (role: 'officer' | 'director'): Actor => ({ kind: 'person', person: 'h2', roles: [role], units: [] })
    await expect(here.ask('audit.verify', {}, person('officer'))).rejects.toThrow('not-allowed')
    await expect(here.ask('audit.list', {}, person('director'))).rejects.toThrow('not-allowed')
    await expect(here.ask('audit.list', {}, { kind: 'citizen' })).rejects.toThrow('not-allowed')
    await here.ask('audit.verify', {}, person('director'))
    await here.ask('audit.verify', {}, SYSTEM)
  })
})

describe('audit.list', () => {
  let store: Store
  let here: ReturnType<typeof office>
  const officer: Actor = { kind: 'person', person: 'h7', roles: ['officer'], units: [] }

  beforeEach(async () => {
    store = sqliteStore({ path: ':memory:' })
    here = office(store)
  })
  afterEach(() => store.close())

  test('gives the latest first, page by page, each once', async () => {
    await Promise.all(Array.from({ length: 150 }, (_, n) => here.write(`${n}`)))
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const { entries, next } = await here.list({ limit: 40, ...(after && { after }) })
      seen.push(...entries.map(({ id }) => id))
      expect(entries.length).toBeLessThanOrEqual(40)
      if (next === undefined) break
      after = next
    }
    expect(seen.length).toBe(150)
    expect(new Set(seen).size).toBe(150)
  })

  test('finds by record, by actor, by operation and by period, and by several together', async () => {
    const first = await here.write('一', officer)
    const second = await here.write('二')
    await here.ask('notes.amend', { id: first, text: '三' }, officer)
    const told = async (filters: unknown) => (await here.list(filters)).entries.map(({ did, by, id }) => [did, by, id])
    const amended = ['notes.amend', 'person:h7', first]
    const [written, other] = [
      ['notes.write', 'person:h7', first],
      ['notes.write', 'person:h1', second],
    ]
    expect(await told({})).toEqual([amended, other, written])
    expect(await told({ record: { type: 'note', id: first } })).toEqual([amended, written])
    expect(await told({ actor: 'person:h7' })).toEqual([amended, written])
    expect(await told({ operation: 'notes.write' })).toEqual([other, written])
    expect(await told({ operation: 'notes.write', actor: 'person:h7' })).toEqual([written])
    const at = (await here.list({})).entries[1]?.at ?? ''
    expect(await told({ from: at })).toEqual([amended, other])
    expect(await told({ until: at })).toEqual([written])
    expect(await told({ from: '2025-06-30T00:00:00Z', until: '2025-06-29T23:00:00Z' })).toEqual([])
    await expect(here.list({ after: 'x' })).rejects.toThrow('audit.page-unknown')
  })
})

interface Row {
  readonly seq: number
  readonly id: string
  readonly doc: string
}
interface Rows {
  readonly page: readonly Row[]
  readonly note: readonly Row[]
  readonly visit: readonly Row[]
}

const TABLES = { page: 'audit-page', note: 'note', visit: 'visit' } as const

const allRows = (sql: Database.Database, table: string) =>
  sql.prepare<[], Row>(`SELECT * FROM "${table}" ORDER BY id`).all()

const rowsOf = (sql: Database.Database): Rows => ({
  page: allRows(sql, TABLES.page),
  note: allRows(sql, TABLES.note),
  visit: allRows(sql, TABLES.visit),
})

const restore = (sql: Database.Database, rows: Rows): void => {
  for (const [part, table] of Object.entries(TABLES)) {
    sql.exec(`DELETE FROM "${table}"`)
    const put = sql.prepare(
      `INSERT INTO "${table}" (seq, id, version, due, doc) VALUES (@seq, @id, @version, @due, @doc)`,
    )
    for (const row of rows[part as keyof Rows]) put.run(row)
  }
}

/** The indexes and triggers of the tables, but for those that belong to a table's own keys. */
const schemaOf = (sql: Database.Database) =>
  sql
    .prepare<[], { readonly type: string; readonly name: string }>(
      "SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND name NOT GLOB '*owner'",
    )
    .all()

const setDoc = (sql: Database.Database, table: string, seq: number, bytes: Buffer): void => {
  sql.prepare(`UPDATE "${table}" SET doc = CAST(? AS TEXT) WHERE seq = ?`).run(bytes, seq)
}

const flipped = (doc: string, at: number, bit: number): Buffer => {
  const bytes = Buffer.from(doc)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return bytes
}

/** What of a record the audit answers for: all but the keys of its steps, which only tell repeats apart. */
const audited = (bytes: Buffer): string => {
  try {
    const { id, version, data, history } = JSON.parse(bytes.toString()) as Stored<unknown>
    return JSON.stringify([id, version, data, history.map((step) => [step.version, step.at, step.by, step.did])])
  } catch {
    return 'unreadable'
  }
}

/** `one` with the contents of `two`: all of it, or all but its name and its place. */
const exchanged = (one: string, two: string, whole: boolean): Buffer => {
  const [mine, theirs] = [JSON.parse(one) as StoredPage, JSON.parse(two) as StoredPage]
  const taken = whole
    ? { ...theirs, id: mine.id }
    : { ...theirs, id: mine.id, data: { ...theirs.data, seq: mine.data.seq } }
  return Buffer.from(JSON.stringify(taken))
}
