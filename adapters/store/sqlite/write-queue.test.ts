import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { connect, type Sql } from './connection.ts'
import { logFile } from './log-file.ts'
import { type WriteQueue, writeQueue } from './write-queue.ts'

let folder = ''
let sql: Sql
let queue: WriteQueue
/** Lets the waits for the disk end, the oldest first. */
let ends: ((error: unknown) => void)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contact-point-writes-'))
  const path = join(folder, 'store.sqlite')
  sql = connect({ path })
  ends = []
  queue = writeQueue(sql, path, (of) => logFile(of, (_file, done) => void ends.push(done)))
  await queue.add(() => sql.exec('CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (0)'))
})
afterEach(() => {
  queue.close()
  sql.close()
  rmSync(folder, { recursive: true })
})

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
const insert = (n: number) => () => n * sql.prepare('INSERT INTO t VALUES (?)').run(n).changes
const saying = async (what: Promise<unknown>, told: unknown[]) => told.push(await what.catch((error: unknown) => error))

it('tells of a commit when it is on the disk, and the commits made meanwhile share the next wait', async () => {
  const told: unknown[] = []
  void saying(queue.add(insert(1)), told)
  await turn()
  void saying(queue.add(insert(2)), told)
  await turn()
  void saying(queue.add(insert(3)), told)
  await turn()
  expect([told, ends.length]).toEqual([[], 1])
  ends.shift()?.(null)
  await turn()
  expect([told, ends.length]).toEqual([[1], 1])
  ends.shift()?.(null)
  await turn()
  expect([told, ends.length]).toEqual([[1, 2, 3], 0])
})

it('does not wait for the disk with what is done again without harm', async () => {
  expect(await queue.add(insert(1), { repeatable: true })).toBe(1)
  expect(ends).toEqual([])
})

it('takes nothing any more once the disk has refused', async () => {
  const told: unknown[] = []
  void saying(queue.add(insert(1)), told)
  await turn()
  ends.shift()?.(new Error('EIO'))
  await saying(queue.add(insert(2)), told)
  expect(told).toEqual([expect.any(StoreUnavailable), expect.any(StoreUnavailable)])
  expect(String(told[1])).toContain('Look at the disk')
})

it('waits for the disk when it is closed', async () => {
  const told: unknown[] = []
  void saying(queue.add(insert(1)), told)
  await turn()
  void saying(queue.add(insert(2)), told)
  queue.close()
  await turn()
  expect(told).toEqual([1, 2])
})

it('lets go of its log once, however often it is closed', async () => {
  const log = join(folder, 'store.sqlite-wal')
  queue.close()
  // Whatever is opened next gets the number that the log had.
  const other = openSync(log, 'r')
  queue.close()
  expect(fstatSync(other).isFile()).toBe(true)
  closeSync(other)
})
