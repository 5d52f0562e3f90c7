import { createHash } from 'node:crypto'
import { type Db, GridFSBucket } from 'mongodb'
import type { FileStore } from '../../../core/ports/files.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { databaseOf, type MongoStoreOptions } from './session.ts'

/**
 * Attachments in MongoDB's GridFS, for installations of several machines that share no disk. A file is one upload named by its digest, and counts once its last piece is there: what a crash left behind has no
 * entry and is never found. Bytes are checked against their name when they are read.
 */
export const gridFiles = (options: MongoStoreOptions): FileStore => {
  const { client, db, place } = databaseOf(options)
  const bucket = new GridFSBucket(db, { bucketName: 'attachments' })
  const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      throw Object.assign(
        new StoreUnavailable(`attachments can't be kept or read: MongoDB at ${place} does not answer`),
        {
          cause: error,
        },
      )
    }
  }
  return {
    put: async (bytes) => {
      const name = digest(bytes)
      await guarded(async () => {
        if (!(await isThere(db, name))) await upload(bucket, name, bytes)
      })
      return name
    },
    get: (name) =>
      guarded(async () => {
        if (!isName(name) || !(await isThere(db, name))) return undefined
        const bytes = await download(bucket, name)
        if (digest(bytes) !== name)
          throw new StoreUnavailable(`the attachment ${name} was damaged in the database: bring it back from a backup`)
        return bytes
      }),
    delete: (name) =>
      guarded(async () => {
        if (!isName(name)) return
        // Two processes that kept the same bytes at the same moment made two entries.
        for await (const { _id } of bucket.find({ filename: name })) await bucket.delete(_id).catch(alreadyGone)
      }),
    names: async function* () {
      const found = await guarded(() => db.collection('attachments.files').distinct('filename'))
      yield* found.filter(isName)
    },
    close: () => client.close(),
  }
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const isName = (name: unknown): name is string => typeof name === 'string' && /^[0-9a-f]{64}$/.test(name)

const isThere = async (db: Db, name: string): Promise<boolean> =>
  (await db.collection('attachments.files').findOne({ filename: name }, { projection: { _id: 1 } })) !== null

const upload = (bucket: GridFSBucket, name: string, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    bucket.openUploadStream(name).once('finish', resolve).once('error', reject).end(bytes)
  })

const download = async (bucket: GridFSBucket, name: string): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  for await (const piece of bucket.openDownloadStreamByName(name)) pieces.push(piece)
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

const alreadyGone = (error: unknown): void => {
  if (!(error instanceof Error && /not found/i.test(error.message))) throw error
}
