import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { diskFiles } from '../../adapters/files/index.ts'
import { gridFiles } from '../../adapters/store/mongodb/gridfs-files.ts'
import type { FileStore } from '../../core/ports/files.ts'
import { type MongoServerKind, mongoServers, startMongoServer } from '../support/mongo-server.ts'
import { type FilesSubject, filesContract } from './files.ts'

filesContract({
  name: 'the disk',
  start: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'contact-point-files-'))
    return {
      files: diskFiles({ folder }),
      reopen: async () => diskFiles({ folder }),
      remove: () => rm(folder, { recursive: true, force: true }),
    }
  },
})

const onServer = (kind: MongoServerKind): FilesSubject => ({
  name: `GridFS, kept by ${kind}`,
  start: async () => {
    const server = await startMongoServer(kind)
    const database = `files-${randomUUID()}`
    const opened: FileStore[] = []
    const open = (): FileStore => {
      const files = gridFiles({ url: server.url, database })
      opened.push(files)
      return files
    }
    return {
      files: open(),
      reopen: async () => open(),
      remove: async () => {
        for (const files of opened) await files.close()
        await server.stop()
      },
    }
  },
})

const servers = mongoServers()
for (const kind of servers) filesContract(onServer(kind))
if (servers.length === 0) describe('files on MongoDB', () => it.skip('found no server: run .ci/mongo-servers'))
