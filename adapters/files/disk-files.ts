import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from '../../core/ports/files.ts'
import { StoreUnavailable } from '../../core/ports/store.ts'
import { codeOf } from './fault.ts'

/** Half-written files older than this (milliseconds) were left by a crash. */
const LEFT_BEHIND = 24 * 60 * 60 * 1_000

/**
 * Keeps attachments in `folder`, as `ab/cd/abcd…` by their digest. A file is written aside, brought safely to the
 * disk and then moved into place, so that one that stands there is whole. Bytes are checked against their name when
 * they are read.
 */
export const diskFiles = ({ folder }: { readonly folder: string }): FileStore => {
  const incoming = join(folder, 'incoming')
  let ready: Promise<void> | undefined

  const prepare = async (): Promise<void> => {
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    await sweep(incoming)
  }

  const write = async (bytes: Uint8Array, place: string): Promise<void> => {
    // A folder that could not be made is tried again with the next file.
    ready ??= prepare().catch((error: unknown) => {
      ready = undefined
      throw error
    })
    await ready
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    const draft = join(incoming, randomUUID())
    try {
      await synced(draft, 'wx', (handle) => handle.writeFile(bytes))
      await rename(draft, place)
      await synced(dirname(place), 'r')
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {})
      throw error
    }
  }

  return {
    put: async (bytes) => {
      const name = digest(bytes)
      const place = placeOf(folder, name)
      try {
        const there = await bytesAt(place)
        if (there === undefined || digest(there) !== name) await write(bytes, place)
      } catch (error) {
        throw unavailable(error)
      }
      return name
    },
    get: async (name) => {
      if (!isName(name)) return undefined
      const bytes = await bytesAt(placeOf(folder, name)).catch((error: unknown) => {
        throw unavailable(error)
      })
      if (bytes !== undefined && digest(bytes) !== name) {
        throw new StoreUnavailable(`the attachment ${name} was damaged on the disk: bring it back from a backup`)
      }
      return bytes
    },
    delete: async (name) => {
      if (!isName(name)) return
      await rm(placeOf(folder, name), { force: true }).catch((error: unknown) => {
        throw unavailable(error)
      })
    },
    names: () => namesBelow(folder, 2),
    close: async () => undefined,
  }
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Names come from outside (links, the API): anything that is no digest never becomes a path. */
const isName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

const placeOf = (folder: string, name: string): string => join(folder, name.slice(0, 2), name.slice(2, 4), name)

const bytesAt = (place: string): Promise<Uint8Array | undefined> =>
  readFile(place).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })

/** The files `depth` folders below `folder`; what is no attachment is passed over. */
async function* namesBelow(folder: string, depth: number): AsyncGenerator<string> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw unavailable(error)
  })
  if (depth === 0) yield* entries.filter(isName)
  else
    for (const name of entries.filter((each) => /^[0-9a-f]{2}$/.test(each)))
      yield* namesBelow(join(folder, name), depth - 1)
}

type Handle = Awaited<ReturnType<typeof open>>

const synced = async (path: string, flags: string, act?: (handle: Handle) => Promise<void>): Promise<void> => {
  const handle = await open(path, flags, 0o600)
  try {
    await act?.(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const sweep = async (incoming: string): Promise<void> => {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0, // another process has just moved it into place
    )
    if (age > LEFT_BEHIND) await rm(path, { force: true })
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'the program may not write there',
  EPERM: 'the program may not write there',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
  EMFILE: 'too many files are open',
  EIO: 'the disk does not answer',
}

const unavailable = (error: unknown): StoreUnavailable => {
  const code = codeOf(error)
  const reason = REASONS[code] ?? `error ${code}`
  return Object.assign(new StoreUnavailable(`attachments can't be kept or read: ${reason}`), { cause: error })
}
