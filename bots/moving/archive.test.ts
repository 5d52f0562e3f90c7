import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entriesIn, writeArchive } from './archive.ts'
import type { Entry } from './entry.ts'
import { tallyOf } from './tally.ts'

const photo = randomBytes(90_000)
const ENTRIES: readonly Entry[] = [
  {
    collection: 'case',
    document: { id: 'c1', version: 3, text: '路灯坏了\n三个月 😀', due: '2025-06-30T00:00:00.000Z' } as never,
  },
  { collection: 'case', document: { id: 'c2', version: 1, empty: {}, list: [], nothing: null } as never },
  { collection: 'task', document: { id: 't1', version: 1 } },
  { file: createHash('sha256').update(photo).digest('hex'), bytes: photo },
]

describe('an archive', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-point-archive-'))
    path = join(folder, 'office.gz')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const written = (entries: readonly Entry[] = ENTRIES) =>
    writeArchive(path, '2025-06-30T00:00:00.000Z', stream(entries), async () => undefined)
  const read = async (): Promise<Entry[]> => {
    const entries: Entry[] = []
    for await (const entry of entriesIn(path)) entries.push(entry)
    return entries
  }

  it('gives back what was written, in its order, and its tally', async () => {
    const tally = await written()
    expect(
      (await read()).map((entry) => ('file' in entry ? { ...entry, bytes: Buffer.from(entry.bytes) } : entry)),
    ).toEqual(ENTRIES)
    expect(tally).toEqual(await tallyOf(entriesIn(path)))
    expect(tally).toMatchObject({ documents: { case: { count: 2 }, task: { count: 1 } }, attachments: { count: 1 } })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('of nothing is whole too', async () => {
    await written([])
    expect(await read()).toEqual([])
  })

  it('is refused when any byte was changed', async () => {
    await written()
    const bytes = await readFile(path)
    for (let n = 0; n < 60; n++) {
      const at = 10 + Math.floor(((bytes.length - 18) * n) / 60) // the gzip header says nothing of what is in it
      const harmed = Buffer.from(bytes)
      harmed[at] = (harmed[at] ?? 0) ^ (1 << (n % 8))
      await writeFile(path, harmed)
      await expect(read(), `byte ${at}`).rejects.toThrow(/damaged|not what was written|no backup/)
    }
  })

  it('is refused when it was cut off, anywhere', async () => {
    await written()
    const bytes = await readFile(path)
    for (const length of [0, 1, 5, 100, bytes.length >> 1, bytes.length - 1]) {
      await writeFile(path, bytes.subarray(0, length))
      await expect(read(), `${length} bytes`).rejects.toThrow(/cut off|empty/)
    }
  })

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['a line is gone', (lines) => lines.filter((_, n) => n !== 2), /case: 1 of 2/],
    ['a record is another', (lines) => lines.map((line) => line.replace('三个月', '两个月')), /case: not the same 2/],
    ['an attachment is gone', (lines) => lines.filter((line) => !line.includes('base64')), /attachments: 0 of 1/],
    ['the end is gone', (lines) => lines.slice(0, -2), /end is missing/],
    [
      'it is of a later format',
      (lines) => lines.map((line) => line.replace('"format":1', '"format":2')),
      /this version/,
    ],
    ['a line is no JSON', (lines) => lines.with(1, '{"of":'), /line 2 is damaged/],
  ])('is refused when %s though the file is well packed', async (_, harm, words) => {
    await written()
    const lines = gunzipSync(await readFile(path))
      .toString()
      .split('\n')
    await writeFile(path, gzipSync(harm(lines).join('\n')))
    await expect(read()).rejects.toThrow(words)
  })

  it('that is no gzip at all is refused', async () => {
    await writeFile(path, '{"backup":"contact-point"}')
    await expect(read()).rejects.toThrow('it is no backup')
  })

  it('leaves nothing behind where it could not be finished', async () => {
    const broken = async function* (): AsyncGenerator<Entry> {
      yield* ENTRIES
      throw new Error('the store went away')
    }
    await expect(writeArchive(path, 'now', broken(), async () => undefined)).rejects.toThrow('went away')
    expect(await readdir(folder)).toEqual([])
  })
})

async function* stream(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* entries
}
