import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { damageOf } from './damage.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damage-'))
  path = join(folder, 'x.sqlite')
  const sql = new Database(path)
  sql.exec('CREATE TABLE letter (id TEXT PRIMARY KEY, words TEXT)')
  const insert = sql.prepare('INSERT INTO letter VALUES (?, ?)')
  sql.transaction(() => {
    for (let n = 0; n < 2_000; n++) insert.run(`l${n}`, 'words '.repeat(20))
  })()
  sql.close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a file of records', () => {
  it('is sound as it was written', () => {
    expect(damageOf(path)).toBeUndefined()
  })

  it('is found damaged where a disk has put rubbish into its middle', () => {
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(20_000, 0x5a), 0, 20_000, Math.floor(statSync(path).size / 2))
    closeSync(file)
    expect(damageOf(path)).toBeDefined()
  })
})
