import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ContentFolderWrong, readContentFolder } from './index.ts'

let folder: string
const put = async (name: string, text: string | Buffer) => {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), text)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('YAML and CSV of all folders are read by their relative names, and nothing else', async () => {
  await put('office.yaml', 'name: 安和县')
  await put('texts/en/a.yml', 'a: b')
  await put('organisation/people.csv', 'name\n周敏')
  await put('organisation/README.md', 'not content')
  await put('.git/config.yaml', 'not content')
  expect([...(await readContentFolder(folder))]).toEqual([
    ['office.yaml', 'name: 安和县'],
    ['organisation/people.csv', 'name\n周敏'],
    ['texts/en/a.yml', 'a: b'],
  ])
})

test('files and folders that are links are read, and a circle of links is told', async () => {
  await put('..data/office.yaml', 'a: b')
  await symlink('..data/office.yaml', join(folder, 'office.yaml'))
  expect([...(await readContentFolder(folder)).keys()]).toEqual(['office.yaml'])
  await symlink('.', join(folder, 'again'))
  await expect(readContentFolder(folder)).rejects.toThrow(/link in a circle/)
})

test('a folder that is missing, is a file or is empty is told with CONTENT_DIR and the cure', async () => {
  const cure = /set CONTENT_DIR to the folder that holds office.yaml/
  await expect(readContentFolder(join(folder, 'nowhere'))).rejects.toThrow(/doesn't exist/)
  await expect(readContentFolder(join(folder, 'nowhere'))).rejects.toThrow(cure)
  await expect(readContentFolder(folder)).rejects.toThrow(cure)
  await put('file', '')
  await expect(readContentFolder(join(folder, 'file'))).rejects.toThrow(cure)
})

test('a file in another encoding, or far too large, is told by its name', async () => {
  await put('office.yaml', Buffer.from([0xc2, 0xb7, 0xb5, 0xc6]))
  await expect(readContentFolder(folder)).rejects.toThrow(/office.yaml is not UTF-8/)
  await put('office.yaml', Buffer.alloc(5 * 1024 * 1024, 'a'))
  await expect(readContentFolder(folder)).rejects.toThrow(ContentFolderWrong)
  await expect(readContentFolder(folder)).rejects.toThrow(/office.yaml is larger than 4 MB/)
})
