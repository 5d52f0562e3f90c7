/**
 * What the stores add to the commits they make. Yardstick: better-sqlite3 alone, the same documents, one table, the
 * same durability. Run: npx tsx bench/store.ts [documents]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import type { CollectionSpec, Document, Store } from '../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'

interface Letter extends Document {
  readonly data: { readonly state: string; readonly n: number; readonly key: string; readonly text: string }
}

interface Line {
  readonly what: string
  readonly perSecond: number
  readonly yardstick?: number
}

const documents = Number(process.argv[2] ?? 2_000)
const atOnce = 100
const spec: CollectionSpec = {
  name: 'letters',
  indexes: [{ paths: ['data.state', 'data.n'] }, { paths: ['data.key'], unique: true }],
}
const letter = (n: number, version = 1): Letter => ({
  id: `letter-${n}`,
  version,
  data: { state: n % 2 ? 'new' : 'done', n, key: `key-${n}`, text: '村口的路灯坏了三个月。'.repeat(50) },
})

async function perSecond(count: number, act: (n: number) => unknown, together = 1): Promise<number> {
  const begun = performance.now()
  for (let n = 0; n < count; n += together) {
    if (together === 1) await act(n)
    else await Promise.all(Array.from({ length: Math.min(together, count - n) }, (_, more) => act(n + more)))
  }
  return (count * 1_000) / (performance.now() - begun)
}

interface Yardsticks {
  readonly insert: number
  readonly inserts: number
  readonly replace: number
  readonly get: number
}

async function raw(path: string): Promise<Yardsticks> {
  const sql = new Database(path)
  sql.pragma('journal_mode = WAL')
  sql.pragma('synchronous = FULL')
  sql.exec('CREATE TABLE letters (id TEXT PRIMARY KEY, version INTEGER, doc TEXT)')
  sql.exec("CREATE INDEX state ON letters (json_extract(doc, '$.data.state'), json_extract(doc, '$.data.n'))")
  sql.exec("CREATE UNIQUE INDEX key ON letters (json_extract(doc, '$.data.key'))")
  const add = sql.prepare('INSERT INTO letters VALUES (?, ?, ?)')
  const insert = (n: number): unknown => add.run(`letter-${n}`, 1, JSON.stringify(letter(n)))
  const change = sql.prepare('UPDATE letters SET version = ?, doc = ? WHERE id = ? AND version = ?')
  const find = sql.prepare<[string], { readonly doc: string }>('SELECT doc FROM letters WHERE id = ?')
  const results = {
    insert: await perSecond(documents, insert),
    inserts: await perSecond(documents / atOnce, (n) =>
      sql.transaction(() => Array.from({ length: atOnce }, (_, more) => insert(documents + n * atOnce + more)))(),
    ),
    replace: await perSecond(documents, (n) => change.run(2, JSON.stringify(letter(n, 2)), `letter-${n}`, 1)),
    get: await perSecond(documents * 5, (n) => JSON.parse(find.get(`letter-${n % documents}`)?.doc ?? '')),
  }
  sql.close()
  return { ...results, inserts: results.inserts * atOnce }
}

async function ours(name: string, store: Store, yardsticks: Partial<Yardsticks>): Promise<readonly Line[]> {
  await store.open([spec])
  const letters = store.collection<Letter>(spec)
  const line = (what: string, perSecond: number, yardstick?: number): Line =>
    yardstick === undefined
      ? { what: `${name}: ${what}`, perSecond }
      : { what: `${name}: ${what}`, perSecond, yardstick }
  const lines = [
    line('insert, one by one', await perSecond(documents, (n) => letters.insert(letter(n))), yardsticks.insert),
    line(
      `insert, ${atOnce} at once`,
      await perSecond(documents, (n) => letters.insert(letter(documents + n)), atOnce),
      yardsticks.inserts,
    ),
    line('replace, one by one', await perSecond(documents, (n) => letters.replace(letter(n, 2))), yardsticks.replace),
    line('settle, one by one', await perSecond(documents, (n) => letters.settle(`letter-${n}`, 2))),
    line('get', await perSecond(documents * 5, (n) => letters.get(`letter-${n % documents}`)), yardsticks.get),
    line(
      'page of 20 by index',
      await perSecond(200, () => letters.page({ where: { 'data.state': 'new' }, order: ['-data.n'], limit: 20 })),
    ),
  ]
  await store.close()
  return lines
}

const shown = ({ what, perSecond, yardstick }: Line): string =>
  [
    what.padEnd(46),
    `${Math.round(perSecond)}/s`.padStart(10),
    yardstick === undefined ? '' : `${Math.round(yardstick)}/s`.padStart(10),
    yardstick === undefined ? '' : `${(yardstick / perSecond).toFixed(2)} ×`.padStart(8),
  ].join(' ')

const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const yardsticks = await raw(join(folder, 'raw.sqlite'))
const lines = [...(await ours('sqlite', sqliteStore({ path: join(folder, 'ours.sqlite') }), yardsticks))]
for (const kind of mongoServers()) {
  const server = await startMongoServer(kind)
  lines.push(...(await ours(kind, mongoStore({ url: server.url }), {})))
  await server.stop()
}
await rm(folder, { recursive: true })
console.log(`${documents} documents of ${Buffer.byteLength(JSON.stringify(letter(1)))} bytes`)
console.log(`${''.padEnd(46)} ${'ours'.padStart(10)} ${'raw'.padStart(10)} ${'time'.padStart(8)}`)
for (const line of lines) console.log(shown(line))
