import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { connect, type Sql } from './connection.ts'
import { logFile } from './log-file.ts'
import { type WriteQueue, writeQueue } from './write-queue.ts'

let folder = ''
let sql: Sql
let queue: WriteQueue
/** Lets the waits for the disk end, the oldest first. */
let ends: ((error: unknown) => void)[] = []
/** The number of the log, known from its first wait on. */
let number: number | undefined
/** The wait here and now. */
const syncNow = vi.fn<(file: number) => void>()

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contact-point-writes-'))
  const path = join(folder, 'store.sqlite')
  sql = connect({ path })
  ends = []
  number = undefined
  syncNow.mockReset()
  const sync = (file: number, done: (error: unknown) => void): void => {
    number = file
    ends.push(done)
  }
  queue = writeQueue(sql, path, (of) => logFile(of, sync, syncNow))
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

/** One write whose wait goes on, and one that is still to be committed, when the queue is closed. */
const closedAmidst = async (): Promise<readonly unknown[]> => {
  const told: unknown[] = []
  void saying(queue.add(insert(1)), told)
  await turn()
  void saying(queue.add(insert(2)), told)
  queue.close()
  expect([told, syncNow.mock.calls]).toEqual([[], [[number]]])
  await turn()
  ends.shift()?.(null)
  return told
}

it('waits for the disk when it is closed, and only then tells', async () => {
  const rows = sql.prepare('SELECT count(*) FROM t').pluck()
  const seen: unknown[] = []
  syncNow.mockImplementation(() => void seen.push(rows.get()))
  expect(await closedAmidst()).toEqual([1, 2])
  expect(seen, 'both were committed before the wait').toEqual([3])
})

it('keeps nothing for certain where the disk refuses as it is closed', async () => {
  syncNow.mockImplementation(() => {
    throw new Error('EIO')
  })
  expect(await closedAmidst()).toEqual([expect.any(StoreUnavailable), expect.any(StoreUnavailable)])
})

it('lets go of its log once, however often it is closed', async () => {
  const written = queue.add(insert(1))
  await turn()
  ends.shift()?.(null)
  await written
  queue.close()
  const others: number[] = []
  // What is opened next gets the lowest free number, so soon the one that the log had.
  while (!others.includes(number ?? -1) && others.length < 100) others.push(openSync(join(folder, 'store.sqlite'), 'r'))
  expect(others).toContain(number)
  queue.close()
  for (const other of others) {
    expect(fstatSync(other).isFile()).toBe(true)
    closeSync(other)
  }
})
