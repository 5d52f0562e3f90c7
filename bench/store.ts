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

type Act = (n: number) => unknown

async function time(from: number, count: number, act: Act): Promise<number> {
  const begun = performance.now()
  for (let n = from; n < from + count; n += 1) await act(n)
  return performance.now() - begun
}

/** Calls in turns, a tenth each, so that a disk that slows down meanwhile slows both. */
async function measured(what: string, calls: number, act: Act, yardstick?: Act, each = 1): Promise<Line> {
  let [ours, theirs] = [0, 0]
  const turn = Math.ceil(calls / 10)
  for (let from = 0; from < calls; from += turn) {
    if (yardstick) theirs += await time(from, turn, yardstick)
    ours += await time(from, turn, act)
  }
  const perSecond = (ms: number): number => (Math.ceil(calls / turn) * turn * each * 1_000) / ms
  return { what, perSecond: perSecond(ours), ...(yardstick ? { yardstick: perSecond(theirs) } : {}) }
}

interface Yardsticks {
  readonly insert: Act
  readonly inserts: Act
  readonly replace: Act
  readonly get: Act
}

function raw(path: string): Yardsticks {
  const sql = new Database(path)
  sql.pragma('journal_mode = WAL')
  sql.pragma('synchronous = FULL')
  sql.exec('CREATE TABLE letters (id TEXT PRIMARY KEY, version INTEGER, doc TEXT)')
  sql.exec("CREATE INDEX state ON letters (json_extract(doc, '$.data.state'), json_extract(doc, '$.data.n'))")
  sql.exec("CREATE UNIQUE INDEX key ON letters (json_extract(doc, '$.data.key'))")
  const add = sql.prepare('INSERT INTO letters VALUES (?, ?, ?)')
  const insert: Act = (n) => add.run(`letter-${n}`, 1, JSON.stringify(letter(n)))
  const change = sql.prepare('UPDATE letters SET version = ?, doc = ? WHERE id = ? AND version = ?')
  const find = sql.prepare<[string], { readonly doc: string }>('SELECT doc FROM letters WHERE id = ?')
  const together = sql.transaction((numbers: readonly number[]) => numbers.map(insert))
  return {
    insert,
    inserts: (n) => together(numbers(n)),
    replace: (n) => change.run(2, JSON.stringify(letter(n, 2)), `letter-${n}`, 1),
    get: (n) => JSON.parse(find.get(`letter-${n % documents}`)?.doc ?? ''),
  }
}

const numbers = (n: number): readonly number[] =>
  Array.from({ length: atOnce }, (_, more) => documents * 2 + n * atOnce + more)

async function ours(name: string, store: Store, yardsticks: Partial<Yardsticks>): Promise<readonly Line[]> {
  await store.open([spec])
  const letters = store.collection<Letter>(spec)
  const newest = { where: { 'data.state': 'new' }, order: ['-data.n'], limit: 20 }
  const together: Act = (n) => Promise.all(numbers(n).map((each) => letters.insert(letter(each))))
  const lines = [
    await measured('insert, one by one', documents, (n) => letters.insert(letter(n)), yardsticks.insert),
    await measured(`insert, ${atOnce} at once`, documents / atOnce, together, yardsticks.inserts, atOnce),
    await measured('replace, one by one', documents, (n) => letters.replace(letter(n, 2)), yardsticks.replace),
    await measured('settle, one by one', documents, (n) => letters.settle(`letter-${n}`, 2)),
    await measured('get', documents * 5, (n) => letters.get(`letter-${n % documents}`), yardsticks.get),
    await measured('page of 20 by index', 200, () => letters.page(newest)),
  ]
  await store.close()
  return lines.map((line) => ({ ...line, what: `${name}: ${line.what}` }))
}

const shown = ({ what, perSecond, yardstick }: Line): string =>
  [
    what.padEnd(46),
    `${Math.round(perSecond)}/s`.padStart(10),
    yardstick === undefined ? '' : `${Math.round(yardstick)}/s`.padStart(10),
    yardstick === undefined ? '' : `${(yardstick / perSecond).toFixed(2)} ×`.padStart(8),
  ].join(' ')

const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const yardsticks = raw(join(folder, 'raw.sqlite'))
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
