import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Document, StoreUnavailable } from '../../../core/ports/store.ts'
import { sqliteStore } from './sqlite-store.ts'

interface Note extends Document {
  readonly text: string
}

const spec = { name: 'notes', indexes: [{ paths: ['text'] }] }
const note = (id: string, text = '', version = 1): Note => ({ id, version, text })

describe('a store that cannot be used', () => {
  let folder = ''
  const path = (): string => join(folder, 'store.sqlite')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contact-point-faults-'))
    chmodSync(folder, 0o755)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('says that the disk is full, keeps nothing of the refused write, and goes on when there is space', async () => {
    const store = sqliteStore({ path: path(), maxPages: 60 })
    const notes = store.collection<Note>(spec)
    await notes.insert(note('first', 'kept'))
    const large = notes.insert(note('large', 'x'.repeat(400_000)))
    const small = notes.insert(note('small', 'written beside it'))
    await expect(large).rejects.toThrow(StoreUnavailable)
    await expect(large).rejects.toThrow(/DATABASE_URL.*disk is full\. Free some space/)
    await small
    await expect(notes.replace(note('first', 'x'.repeat(400_000), 2))).rejects.toThrow(StoreUnavailable)
    expect((await notes.page({})).rows).toEqual([note('first', 'kept'), note('small', 'written beside it')])
    await store.close()

    const roomier = sqliteStore({ path: path(), maxPages: 6_000 })
    await roomier.collection<Note>(spec).insert(note('large', 'x'.repeat(400_000)))
    await roomier.close()
  })

  it('says that a file is not a database', async () => {
    writeFileSync(path(), 'Dear office, the lamp is broken. '.repeat(200))
    await expect(sqliteStore({ path: path() }).open([spec])).rejects.toThrow(/DATABASE_URL.*not an SQLite database/)
  })

  it('says that a file is damaged', async () => {
    const store = sqliteStore({ path: path() })
    const notes = store.collection<Note>(spec)
    for (let n = 0; n < 200; n += 1) await notes.insert(note(`${n}`, 'x'.repeat(500)))
    await store.close()
    const sql = new Database(path())
    const bytes = sql.serialize()
    sql.close()
    bytes.fill(0xff, 4096, bytes.length)
    writeFileSync(path(), bytes)
    const damaged = sqliteStore({ path: path() })
    await expect(damaged.open([spec]).then(() => damaged.collection<Note>(spec).page({}))).rejects.toThrow(
      /damaged.*backup/,
    )
    await damaged.close()
  })

  it('says that its folder cannot be made', async () => {
    writeFileSync(path(), '')
    const inside = sqliteStore({ path: join(path(), 'deep', 'store.sqlite') })
    await expect(inside.open([spec])).rejects.toThrow(/DATABASE_URL.*folder cannot be made/)
    mkdirSync(join(folder, 'directory'))
    await expect(sqliteStore({ path: join(folder, 'directory') }).open([])).rejects.toThrow(/cannot be opened/)
  })

  it('makes a folder that is missing', async () => {
    const store = sqliteStore({ path: join(folder, 'a', 'b', 'store.sqlite') })
    await store.open([spec])
    await store.close()
  })

  it('says that another program holds the file, and goes on when it is let go', async () => {
    const store = sqliteStore({ path: path(), busyMs: 30 })
    await store.open([spec])
    const other = new Database(path())
    other.exec('BEGIN IMMEDIATE')
    await expect(store.collection<Note>(spec).insert(note('a'))).rejects.toThrow(/another program holds the file/)
    expect(await store.collection<Note>(spec).get('a')).toBeUndefined()
    other.exec('ROLLBACK')
    other.close()
    await store.collection<Note>(spec).insert(note('a'))
    await store.close()
  })

  it.each(['file', 'folder'])('says that its %s is read-only', async (what) => {
    const store = sqliteStore({ path: path() })
    await store.open([spec])
    await store.close()
    chmodSync(path(), what === 'file' ? 0o444 : 0o666)
    chmodSync(folder, what === 'folder' ? 0o555 : 0o777)
    expect(openedByAnother(path())).toMatch(/StoreUnavailable: .*DATABASE_URL.*(read-only|cannot be opened)/)
    chmodSync(folder, 0o755)
  })
})

/** What a program without the superuser's rights is told. */
function openedByAnother(path: string): string {
  const program = `import('${join(import.meta.dirname, 'index.ts')}').then(({ sqliteStore }) =>
    sqliteStore({ path: '${path}' }).open([])).then(() => process.stdout.write('opened'), (error) => process.stdout.write(String(error)))`
  const nobody = 65_534
  const other = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
    ...other,
    encoding: 'utf8',
  })
  return `${stdout}${stderr}`
}
