import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskFiles } from '../adapters/files/index.ts'
import type { FileStore } from '../core/ports/files.ts'
import { type Store, StoreUnavailable } from '../core/ports/store.ts'
import type { Configuration } from './config.ts'

/** The store of `DATABASE_URL`. The libraries of the other one are never loaded. */
export const storeOf = async ({ DATABASE_URL: url }: Pick<Configuration, 'DATABASE_URL'>): Promise<Store> => {
  const path = sqlitePath(url)
  if (path === undefined) {
    const { mongoStore } = await import('../adapters/store/mongodb/mongo-store.ts')
    return mongoStore({ url })
  }
  if (path !== ':memory:') {
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
      throw new StoreUnavailable(
        `DATABASE_URL: the folder of ${path} can't be made; give a folder that this user may write to`,
        { cause: error },
      )
    })
  }
  const { sqliteStore } = await import('../adapters/store/sqlite/sqlite-store.ts')
  return sqliteStore({ path })
}

/** The file of `sqlite:PATH`. */
export const sqlitePath = (url: string): string | undefined =>
  url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined

/** Attachments on the disk, or beside the records in MongoDB. */
export const filesOf = async ({
  FILES,
  DATA_DIR,
  DATABASE_URL: url,
}: Pick<Configuration, 'FILES' | 'DATA_DIR' | 'DATABASE_URL'>): Promise<FileStore> => {
  if (FILES === 'disk') return diskFiles({ folder: join(DATA_DIR, 'files') })
  const { gridFiles } = await import('../adapters/store/mongodb/gridfs-files.ts')
  return gridFiles({ url })
}
