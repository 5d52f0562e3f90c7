import type { Context } from 'hono'
import { notFound } from '../../../core/kernel/errors.ts'
import type { Files } from '../../../core/ports/files.ts'
import type { Seal } from '../../../core/ports/seal.ts'
import type { WebFile } from './documents.ts'
import type { Inbox } from './inbox.ts'
import type { Session } from './sessions.ts'

/** What a browser may show by itself; anything else is saved. */
const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** The file `name` (`SEQ-N`: the n-th of that message) of this session; there is no name for anybody else's. */
export const fileOf = async (inbox: Inbox, session: Session, name: string): Promise<WebFile> => {
  const [, seq, n] = /^(\d{1,9})-(\d{1,3})$/.exec(name) ?? []
  const message = seq === undefined ? undefined : await inbox.at(session.id, Number(seq))
  const file = message?.files?.[Number(n)]
  if (file === undefined) throw notFound('http.no-file')
  return file
}

export const bytesOf = async (parts: { files: Files; seal: Seal }, file: WebFile): Promise<Uint8Array> => {
  const bytes = await parts.files.get(file.file)
  if (bytes === undefined) throw notFound('http.no-file')
  return file.bond === undefined ? bytes : parts.seal.openBytes(bytes, file.bond)
}

/** Hands out `bytes`: as a picture when they are one, to be saved otherwise, and never as a page. */
export const handOut = (c: Context, file: WebFile, bytes: Uint8Array): Response => {
  const picture = PICTURES.includes(file.type) && looksLike(file.type, bytes)
  c.header('Content-Type', picture ? file.type : 'application/octet-stream')
  c.header('Content-Disposition', `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name)}`)
  c.header('Content-Security-Policy', "default-src 'none'; sandbox")
  // A borrowed phone must not keep it.
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(bytes))
}

const MAGIC: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['ffd8ff'],
  'image/png': ['89504e470d0a1a0a'],
  'image/gif': ['474946383761', '474946383961'],
  'image/webp': ['52494646'],
}

const looksLike = (type: string, bytes: Uint8Array): boolean => {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return (MAGIC[type] ?? []).some((magic) => start.startsWith(magic))
}

/** RFC 8187. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  )
