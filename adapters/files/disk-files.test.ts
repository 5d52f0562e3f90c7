import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreUnavailable } from '../../core/ports/store.ts'
import { diskFiles } from './index.ts'

let folder: string
const bytes = Buffer.from('照片')
const name = createHash('sha256').update(bytes).digest('hex')
const place = () => join(folder, name.slice(0, 2), name.slice(2, 4), name)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was put is got by its digest, and is kept once', async () => {
  const files = diskFiles({ folder })
  expect(await files.put(bytes)).toBe(name)
  const { mtimeMs, mode } = await stat(place())
  expect(await files.put(bytes)).toBe(name)
  expect((await stat(place())).mtimeMs).toBe(mtimeMs)
  expect(mode & 0o777).toBe(0o600)
  expect(Buffer.from((await files.get(name)) ?? []).equals(bytes)).toBe(true)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('many at once, the same and others, are all kept whole', async () => {
  const files = diskFiles({ folder })
  const names = await Promise.all(Array.from({ length: 60 }, (_, n) => files.put(Buffer.from(`photo ${n % 20}`))))
  expect(new Set(names).size).toBe(20)
  for (const each of names) expect(await files.get(each)).toBeDefined()
})

test('what is deleted, was never there, or is no name at all is not there', async () => {
  const files = diskFiles({ folder })
  await files.put(bytes)
  await files.delete(name)
  await files.delete(name)
  for (const each of [name, '', '..', '../../etc/passwd', name.toUpperCase(), `${name}/..`, 'incoming', '\0']) {
    expect(await files.get(each)).toBeUndefined()
    await files.delete(each)
  }
})

test('a file damaged on the disk is not handed out, and putting it again mends it', async () => {
  const files = diskFiles({ folder })
  await files.put(bytes)
  await writeFile(place(), '照斤')
  await expect(files.get(name)).rejects.toThrow(/damaged/)
  await files.put(bytes)
  expect(await files.get(name)).toEqual(bytes)
})

test('a folder that cannot be written is told in plain words, and works again once it can', async () => {
  await rm(folder, { recursive: true })
  await writeFile(folder, 'in the way')
  const files = diskFiles({ folder })
  await expect(files.put(bytes)).rejects.toThrow(StoreUnavailable)
  await expect(files.put(bytes)).rejects.toThrow(/a file stands where the folder should be/)
  await rm(folder)
  expect(await files.put(bytes)).toBe(name)
})

test('what a crash left half-written a day ago is cleared away, what is being written now is not', async () => {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming)
  for (const each of ['old', 'fresh']) await writeFile(join(incoming, each), 'half')
  const longAgo = new Date(Date.now() - 2 * 24 * 3_600_000)
  await utimes(join(incoming, 'old'), longAgo, longAgo)
  await diskFiles({ folder }).put(bytes)
  expect(await readdir(incoming)).toEqual(['fresh'])
})
