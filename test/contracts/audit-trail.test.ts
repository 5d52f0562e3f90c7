import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { createTrail, type Report } from '../../core/audit/index.ts'
import { AuditPage, type StoredPage } from '../../core/audit/page.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import type { Stored } from '../../core/kernel/record.ts'
import type { AuditEntry } from '../../core/kernel/trail.ts'
import { type Store, StoreUnavailable } from '../../core/ports/store.ts'
import { recordingStore } from '../support/recording-store.ts'
import { office, seal } from './audit-trail.office.ts'
import {
  audited,
  exchanged,
  flipped,
  type Row,
  type Rows,
  restore,
  rowsOf,
  schemaOf,
  setDoc,
} from './audit-trail.tampering.ts'

/** Of a kind of record that no feature here has, so that nobody misses the records. */
const entry = (n: number): AuditEntry => ({
  record: 'letter',
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
    expect(report).toMatchObject({ whole: true, entries: 1_000, gone: 0 })
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

  test('asks the store only for entries that may stand there already', async () => {
    const here = recordingStore(store)
    const trail = createTrail({ store: here, seal })
    expect(trail.end?.()).toBeUndefined()
    await trail.append(entry(0))
    const since = trail.end?.()
    here.forget()
    // The second time it is remembered: a commit may be gone through twice.
    for (const n of [1, 1, 2]) await trail.append(entry(n), since)
    expect(here.reads).toBe(0)
    await createTrail({ store, seal }).append(entry(3))
    await trail.append(entry(3), since)
    await trail.append(entry(1))
    const kept = (await pagesOf(store)).flatMap(({ data }) => data.entries)
    expect(kept.map(({ id }) => id)).toEqual(['n0', 'n1', 'n2', 'n3'])
    expect(await office(store).verify()).toMatchObject({ whole: true, entries: 4 })
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

  test('finds a record that somebody took out, whichever it is', async () => {
    for (const row of before.note) {
      sql.prepare('DELETE FROM note WHERE seq = ?').run(row.seq)
      expect((await here.verify()).finding).toMatchObject({ kind: 'lost', record: 'note', version: 2 })
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

  test('bookkeeping needs no entries, and what an operation took out is counted and stays in the audit', async () => {
    const here = office(store)
    const [kept, gone] = [await here.write('一'), await here.write('二')]
    await here.ask('notes.read', { id: kept })
    await here.ask('notes.forget', { id: gone })
    await here.ask('notes.amend', { id: kept, text: '三' })
    await here.ask('notes.read', { id: kept })
    expect(await here.verify()).toMatchObject({ whole: true, entries: 4, records: 1, gone: 1 })
    expect((await here.list({ record: { type: 'note', id: gone } })).entries).toMatchObject([
      { did: 'notes.forget', version: 2 },
      { did: 'notes.write', version: 1 },
    ])
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
