import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Logger } from '../../core/ports/logger.ts'
import { developmentKeys, sealKeys } from './key-file.ts'
import { newSealKeys, parseSealKeys, SealKeysWrong } from './keys.ts'

const random = (id: string) => newSealKeys(id)
const zeros = `k1:${Buffer.alloc(32).toString('base64')}`

describe('SEAL_KEYS', () => {
  test('are read in order, with blanks and an open end', () => {
    expect(parseSealKeys(` ${random('k2')} , ${random('k1')},\n`).map(({ id }) => id)).toEqual(['k2', 'k1'])
  })

  test.each([
    ['nothing', ''],
    ['only commas', ' , '],
    ['no name', newSealKeys('').slice(1)],
    ['a name with a dot', random('k.1')],
    ['a short key', `k1:${Buffer.alloc(16, 'x').toString('base64')}`],
    ['a long key', `k1:${Buffer.alloc(33, 'x').toString('base64')}`],
    ['what is not base64', 'k1:*****'],
    ['one name for two keys', `${random('k1')},${random('k1')}`],
    ['one key under two names', `${zeros},${zeros.replace('k1', 'k2')}`],
  ])('%s is refused, with the cure and without the key', (_what, text) => {
    let message = ''
    try {
      parseSealKeys(text)
    } catch (error) {
      expect(error).toBeInstanceOf(SealKeysWrong)
      message = String(error)
    }
    expect(message).toMatch(/SEAL_KEYS .+openssl rand -base64 32/)
    for (const part of text.split(/[,:]/).filter((each) => each.length > 8)) expect(message).not.toContain(part)
  })
})

describe('the keys of an installation', () => {
  let folder: string
  let told: string[]
  const logger: Logger = { info: (event) => told.push(event), warn: (event) => told.push(event), error: () => {} }
  const choose = (value: string | undefined, production: boolean) => sealKeys({ value, production, folder, logger })

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'seal-')), 'data')
    told = []
  })
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

  test('production does not start without them', async () => {
    await expect(choose(undefined, true)).rejects.toThrow(/SEAL_KEYS is not set.+SEAL_KEYS=/)
    await expect(choose('  ', true)).rejects.toThrow(SealKeysWrong)
    await expect(readdir(folder)).rejects.toThrow()
  })

  test('production does not start with a key out of an example', async () => {
    await expect(choose(zeros, true)).rejects.toThrow(/not a random key/)
    expect((await choose(zeros, false))[0].id).toBe('k1')
    expect((await choose(random('k1'), true))[0].id).toBe('k1')
  })

  test('development makes one that only its owner reads, says so once, and keeps it', async () => {
    const first = await choose(undefined, false)
    const second = await choose(undefined, false)
    expect(second).toEqual(first)
    expect(told).toEqual(['seal.development-key-made'])
    expect((await stat(join(folder, 'seal-keys'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['seal-keys'])
  })

  test('programs that start at once agree on one key', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => developmentKeys(folder, logger)))
    for (const keys of all) expect(keys).toEqual(all[0])
    expect(told).toEqual(['seal.development-key-made'])
  })

  test('a key file that others can read is closed to them', async () => {
    await choose(undefined, false)
    await chmod(join(folder, 'seal-keys'), 0o644)
    await choose(undefined, false)
    expect(told.at(-1)).toBe('seal.key-file-was-open-to-others')
    expect((await stat(join(folder, 'seal-keys'))).mode & 0o777).toBe(0o600)
  })

  test('a broken key file is not replaced, for it may be mended', async () => {
    await choose(undefined, false)
    await writeFile(join(folder, 'seal-keys'), 'half a k')
    await expect(choose(undefined, false)).rejects.toThrow(/seal-keys: SEAL_KEYS/)
    expect(await readFile(join(folder, 'seal-keys'), 'utf8')).toBe('half a k')
  })

  test('a folder that takes no file is told with the cure', async () => {
    await writeFile(folder, 'a file where the folder should be')
    await expect(choose(undefined, false)).rejects.toThrow(/SEAL_KEYS is not set.+ENOTDIR|EEXIST/)
  })
})
