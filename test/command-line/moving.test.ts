import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskFiles } from '../../adapters/files/index.ts'
import { mongoStore } from '../../adapters/store/mongodb/mongo-store.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { COLLECTIONS, entriesOf } from '../../bots/moving/entry.ts'
import { type Tally, tallyOf } from '../../bots/moving/tally.ts'
import { Case } from '../../core/feedback/case.ts'
import type { Store } from '../../core/ports/store.ts'
import { type MongoServer, mongoServers, startMongoServer } from '../support/mongo-server.ts'
import { type CommandLine, endedAfterEach } from './command-line.ts'

const { program, serving } = endedAfterEach()

const PHOTO = randomBytes(70_000)

/** An office with cases, an attachment and an audit. */
const office = async (letters = 12): Promise<CommandLine> => {
  const cli = await program()
  const file = join(cli.folder, 'letters.jsonl')
  const lines = Array.from({ length: letters }, (_, n) =>
    JSON.stringify({ id: `l${n}`, subject: `第${n}封`, detail: '村口的路灯坏了三个月', time: '2019-02-28T11:25:05' }),
  )
  await writeFile(file, lines.join('\n'))
  expect((await cli.run('replay', file)).code).toBe(0)
  await diskFiles({ folder: join(cli.folder, 'files') }).put(PHOTO)
  return cli
}

const at = async <T>(store: Store, look: (store: Store) => Promise<T>): Promise<T> => {
  try {
    return await look(store)
  } finally {
    await store.close()
  }
}
const storeAt = (url: string): Store =>
  url.startsWith('sqlite:') ? sqliteStore({ path: url.slice('sqlite:'.length) }) : mongoStore({ url })
const tallyAt = (url: string): Promise<Tally> => at(storeAt(url), (store) => tallyOf(entriesOf({ store })))

const whole = async (cli: CommandLine): Promise<void> => {
  const { code, out } = await cli.run('audit', 'verify')
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('All in order') })
}

describe('a backup', () => {
  it('brings everything back, on another machine with the same keys', async () => {
    const cli = await office()
    const backup = join(cli.folder, 'office.gz')
    const { code, err } = await cli.run('backup', backup)
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/\d+ records and 1 attachment written to/) })
    expect((await stat(backup)).mode & 0o777).toBe(0o600)
    const before = await tallyAt(cli.url)
    expect(before.documents.case?.count).toBe(12)

    const other = await program({ env: { SEAL_KEYS: (await readFile(join(cli.folder, 'seal-keys'), 'utf8')).trim() } })
    expect(await other.run('restore', backup)).toMatchObject({ code: 0 })
    expect(await tallyAt(other.url)).toEqual(before)
    expect(
      await diskFiles({ folder: join(other.folder, 'files') }).get(createHash('sha256').update(PHOTO).digest('hex')),
    ).toHaveLength(PHOTO.length)
    await whole(other)
  })

  it('is made while a program goes on, and holds one moment', async () => {
    const cli = await office(3)
    await serving(cli)
    const file = join(cli.folder, 'more.jsonl')
    await writeFile(
      file,
      Array.from({ length: 60 }, (_, n) => JSON.stringify({ id: `m${n}`, detail: '井盖不见了' })).join('\n'),
    )
    const replaying = cli.run('replay', file)
    const backup = join(cli.folder, 'office.gz')
    expect(await cli.run('backup', backup)).toMatchObject({ code: 0 })
    expect(await replaying).toMatchObject({ code: 0 })
    const other = await program({ env: { SEAL_KEYS: (await readFile(join(cli.folder, 'seal-keys'), 'utf8')).trim() } })
    expect(await other.run('restore', backup)).toMatchObject({ code: 0 })
    await whole(other)
  })

  it('that is cut off is refused, and nothing is brought back', async () => {
    const cli = await office(2)
    const backup = join(cli.folder, 'office.gz')
    await cli.run('backup', backup)
    await truncate(backup, (await stat(backup)).size - 9)
    const { code, err } = await cli.run('restore', backup, '--dry-run')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('cut off or damaged. Nothing was changed') })
    const other = await program()
    expect(await other.run('restore', backup)).toMatchObject({ code: 1, err })
    expect(await other.run('restore', 'no-such.gz')).toMatchObject({ code: 1, err: expect.stringContaining('no file') })
    expect(existsSync(other.url.slice('sqlite:'.length))).toBe(false)
  })

  it('never writes over a file, nor into a store that holds something', async () => {
    const cli = await office(2)
    const backup = join(cli.folder, 'office.gz')
    await cli.run('backup', backup)
    const before = await readFile(backup)
    expect(await cli.run('backup', backup)).toMatchObject({ code: 1, err: expect.stringContaining('is there already') })
    expect((await readFile(backup)).equals(before)).toBe(true)
    expect(await cli.run('restore', backup)).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds records already'),
    })
  })
})

describe('everything that the program keeps', () => {
  it('is known to whoever moves it', async () => {
    const cli = await office(1)
    const served = await cli.serve()
    await fetch(`${served.url}readyz`)
    await served.stop()
    const sql = new Database(cli.url.slice('sqlite:'.length), { readonly: true })
    const tables = sql.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all()
    sql.close()
    const moved = new Set(COLLECTIONS.map(({ name }) => name))
    const left = tables.map(({ name }) => name).filter((name) => !moved.has(name) && !/ members: |^sqlite_/.test(name))
    expect(left.sort()).toEqual(['health', 'lease', 'unfinished-filling', '~check'])
  })
})

describe('a migration', () => {
  it('that was killed in the middle is no office: no program starts on it until it was done again', async () => {
    const cli = await office(40)
    const there = `sqlite:${join(cli.folder, 'there.sqlite')}`
    const some = async () =>
      existsSync(there.slice('sqlite:'.length)) &&
      (await at(storeAt(there), (store) => store.collection(Case).count({})).catch(() => 0)) > 3
    expect((await cli.runUntil(some, 'migrate', '--to', there)).code).toBe(null)
    const half = await program({ url: there, folder: cli.folder })
    expect(await half.run('audit', 'verify')).toMatchObject({ code: 1, err: expect.stringContaining('only in part') })
    expect(await cli.run('migrate', '--to', there)).toMatchObject({ code: 0 })
    expect(await tallyAt(there)).toEqual(await tallyAt(cli.url))
    await whole(half)
  })

  it('refuses a store that holds something, the same store, and one that is not there', async () => {
    const cli = await office(1)
    const full = `sqlite:${join(cli.folder, 'full.sqlite')}`
    await cli.run('migrate', '--to', full)
    expect(await cli.run('migrate', '--to', full)).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds records already'),
    })
    expect(await cli.run('migrate', '--to', cli.url)).toMatchObject({ code: 2 })
    expect(await cli.run('migrate', '--to', 'postgres://x')).toMatchObject({
      code: 1,
      err: expect.stringContaining('sqlite:PATH or mongodb'),
    })
    expect(await cli.run('migrate', '--to', `sqlite:${join(cli.folder, 'letters.jsonl', 'x.sqlite')}`)).toMatchObject({
      code: 1,
    })
  })
})

const [kind] = mongoServers()
describe.runIf(kind !== undefined)('migrating', () => {
  let server: MongoServer
  beforeAll(async () => {
    if (kind !== undefined) server = await startMongoServer(kind)
  })
  afterAll(() => server.stop())
  const database = (name: string): string => server.url.replace('/?', `/${name}?`)

  it('brings everything to MongoDB and back, the same by count and digest', async () => {
    const cli = await office()
    const before = await tallyAt(cli.url)
    const there = database('there')
    expect(await cli.run('migrate', '--to', there, '--files', 'mongodb')).toMatchObject({
      code: 0,
      err: expect.stringContaining('1 attachment'),
    })
    expect(await tallyAt(there)).toEqual(before)
    const moved = await program({ url: there, folder: cli.folder, env: { FILES: 'mongodb' } })
    await whole(moved)

    const back = `sqlite:${join(cli.folder, 'back.sqlite')}`
    const now = await tallyAt(there)
    expect(await moved.run('migrate', '--to', back, '--files', 'disk')).toMatchObject({ code: 0 })
    expect(await tallyAt(back)).toEqual(now)
    await whole(await program({ url: back, folder: cli.folder }))
  })
})
