import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { Document } from '../../core/ports/store.ts'
import type { Entry } from './entry.ts'
import { counted, counting, differences, Tally } from './tally.ts'

/**
 * A backup is a gzip file of JSON lines: what it is, then every document (`of`, `document`) and attachment (`file`,
 * `base64`), and at last the tally of all, without which it is not whole.
 */
const Heading = z.object({ backup: z.literal('contact-point'), format: z.literal(1), at: z.string() })
const Line = z.union([
  z.object({ of: z.string(), document: z.looseObject({ id: z.string(), version: z.int() }) }),
  z.object({ file: z.string(), base64: z.base64() }),
  z.object({ end: Tally }),
])

/** The file is no backup, or not all of it is there. */
export class BackupWrong extends Error {
  override name = 'BackupWrong'
}

/**
 * Writes `entries` to `path`, readable by its owner alone. It is there only once it is whole and `confirm` has had a
 * last look.
 */
export const writeArchive = async (
  path: string,
  at: string,
  entries: AsyncIterable<Entry>,
  confirm: (written: Tally) => Promise<void>,
): Promise<Tally> => {
  const all = counting()
  const draft = `${path}.part`
  const lines = async function* (): AsyncGenerator<string> {
    yield line({ backup: 'contact-point', format: 1, at } satisfies z.infer<typeof Heading>)
    for await (const entry of counted(entries, all))
      yield 'file' in entry
        ? line({ file: entry.file, base64: Buffer.from(entry.bytes).toString('base64') })
        : line({ of: entry.collection, document: entry.document })
    yield line({ end: all.tally() })
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(draft, { mode: 0o600, flush: true }))
    await confirm(all.tally())
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  return all.tally()
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`

/**
 * What `path` holds, in flat memory. That it is whole is known only at the end.
 * @throws BackupWrong
 */
export async function* entriesIn(path: string): AsyncGenerator<Entry> {
  const all = counting()
  let [number, end] = [0, undefined as Tally | undefined]
  for await (const text of linesOf(path)) {
    number++
    if (number === 1) {
      if (!Heading.safeParse(parsed(text)).success) throw new BackupWrong('it is no backup that this version can read')
      continue
    }
    const read = Line.safeParse(parsed(text))
    if (!read.success || end !== undefined) throw new BackupWrong(`line ${number} is damaged`)
    if ('end' in read.data) {
      end = read.data.end
      continue
    }
    const entry = entryOf(read.data)
    all.add(entry)
    yield entry
  }
  if (number === 0) throw new BackupWrong('it is empty')
  if (end === undefined) throw new BackupWrong('its end is missing')
  const kinds = [...differences(end, all.tally()), ...attachmentsMissing(end, all.tally())]
  if (kinds.length > 0) throw new BackupWrong(`what it holds is not what was written (${kinds.join('; ')})`)
}

const entryOf = (read: Exclude<z.infer<typeof Line>, { end: unknown }>): Entry =>
  'file' in read
    ? { file: read.file, bytes: Buffer.from(read.base64, 'base64') }
    : { collection: read.of, document: read.document as Document } // whatever was kept comes back as it was

const attachmentsMissing = ({ attachments: wanted }: Tally, { attachments: found }: Tally): readonly string[] =>
  wanted.digest === found.digest ? [] : [`attachments: ${found.count} of ${wanted.count}`]

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const bytes = createReadStream(path)
  const unpacked = bytes.pipe(createGunzip())
  bytes.on('error', (error) => unpacked.destroy(error))
  unpacked.setEncoding('utf8')
  let rest: string[] = []
  try {
    for await (const chunk of unpacked as AsyncIterable<string>) {
      const [first = '', ...more] = chunk.split('\n')
      rest.push(first)
      for (const next of more) {
        yield rest.join('')
        rest = [next]
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))
      throw new BackupWrong(error.message === 'incorrect header check' ? 'it is no backup' : 'it is cut off or damaged')
    throw error
  } finally {
    bytes.destroy()
  }
}
