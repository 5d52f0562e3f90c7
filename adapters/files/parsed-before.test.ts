import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parsedBefore } from './index.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parsed-'))
  path = join(folder, 'deeper', 'parsed.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('values that were used are known again, and what nobody used is dropped', async () => {
  const first = await parsedBefore(path)
  first.set('a', { name: '安和县' })
  first.set('b', [1])
  await first.save()
  const second = await parsedBefore(path)
  expect(second.get('a')).toEqual({ name: '安和县' })
  await second.save()
  const third = await parsedBefore(path)
  expect([third.get('a'), third.get('b')]).toEqual([{ name: '安和县' }, undefined])
})

test('a damaged file is as good as none', async () => {
  const damaged = join(folder, 'parsed.json')
  for (const text of ['{"a":', 'null', '[1]', '']) {
    await writeFile(damaged, text)
    const before = await parsedBefore(damaged)
    expect(before.get('a')).toBeUndefined()
    before.set('a', 1)
    await before.save()
    expect(JSON.parse(await readFile(damaged, 'utf8'))).toEqual({ a: 1 })
  }
})

test('a folder that takes no files refuses nothing', async () => {
  await writeFile(join(folder, 'file'), '')
  const before = await parsedBefore(join(folder, 'file', 'parsed.json'))
  before.set('a', 1)
  await expect(before.save()).resolves.toBeUndefined()
})
