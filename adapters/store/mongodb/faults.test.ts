import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { MongoServerError } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { type Document, DuplicateKey, StoreUnavailable } from '../../../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../../../test/support/mongo-server.ts'
import { translated } from './faults.ts'
import { mongoStore } from './mongo-store.ts'

interface Note extends Document {
  readonly text: string
}

const spec = { name: 'notes', indexes: [{ paths: ['text'], unique: true }] }
const note = (id: string): Note => ({ id, version: 1, text: id })

describe('a store on MongoDB that cannot be used', () => {
  it('says that no server answers, and never shows the password', async () => {
    const store = mongoStore({ url: 'mongodb://office:secret@127.0.0.1:9/', answerMs: 200 })
    const opened = await store.open([spec]).catch((error: unknown) => error)
    expect(opened).toBeInstanceOf(StoreUnavailable)
    expect(String(opened)).toMatch(/127\.0\.0\.1:9 \(DATABASE_URL\).*does not answer.*Start the server/)
    expect(String(opened)).not.toContain('secret')
    await expect(store.collection<Note>(spec).insert(note('a'))).rejects.toThrow(StoreUnavailable)
    await store.close()
  })

  it.each(['mongodb://', 'nonsense', 'mongodb://a:b'])('says that %j is not an address', async (url) => {
    await expect(mongoStore({ url }).open([])).rejects.toThrow(
      /DATABASE_URL.*not a connection string.*mongodb:\/\/host/,
    )
  })

  it.each<[number, string, RegExp | typeof DuplicateKey]>([
    [
      11000,
      'E11000 duplicate key error collection: a.notes index: unique: data.a,data.b dup key: { x: 1 }',
      DuplicateKey,
    ],
    [14031, 'out of disk space', /disk of the server is full/],
    [18, 'Authentication failed.', /user or password/],
    [13, 'not authorized', /readWrite/],
    [10107, 'not primary', /busy with itself/],
  ])('tells code %i', (code, message, expected) => {
    const error = translated('notes', 'host:1', new MongoServerError({ code, message }))
    expect(() => {
      throw error
    }).toThrow(expected)
    if (error instanceof DuplicateKey) expect(error.index).toBe('data.a,data.b')
  })
})

describe.each(mongoServers())('%s, killed and started again', (kind) => {
  it('has every document whose writing was told, and is found again by the same store', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'contact-point-mongo-kill-'))
    const first = await startMongoServer(kind, { dataDir })
    const store = mongoStore({ url: first.url, answerMs: 2_000 })
    const notes = store.collection<Note>(spec)
    const told: string[] = []
    const write = async (id: string): Promise<void> => {
      await notes.insert(note(id))
      told.push(id)
    }
    for (let n = 0; n < 10; n += 1) await write(`one-by-one${n}`)
    // A few each millisecond: what is asked for at once goes in one command, and would be told at once.
    const later = async (n: number): Promise<void> => {
      await setTimeout(n / 4)
      await write(`meanwhile${n}`)
    }
    const many = Promise.allSettled(Array.from({ length: 400 }, (_, n) => later(n)))
    while (told.length < 40 && (await Promise.race([many.then(() => false), setTimeout(1, true)])));
    expect(told.length).toBeGreaterThanOrEqual(40)
    await first.kill9()
    await many
    await expect(notes.insert(note('while away'))).rejects.toThrow(StoreUnavailable)

    const second = await startMongoServer(kind, { dataDir, port: Number(new URL(first.url).port) })
    for (const id of told) expect(await notes.get(id)).toEqual(note(id))
    await notes.insert(note('afterwards'))
    await expect(notes.insert({ ...note('again'), text: 'afterwards' })).rejects.toThrow(DuplicateKey)
    await store.close()
    await second.stop()
    await rm(dataDir, { recursive: true })
  })
})
