import { badRequest } from '../failure.ts'
import type { Attachment, AttachmentKind } from '../recorded.ts'
import type { Context } from './context.ts'

const kindName = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1)

/** The file behind an upload, a file id or a web address. The fake does not fetch addresses. @throws Failure */
export function attach(source: string, kind: AttachmentKind, { world, uploads }: Context): Attachment {
  const upload = source.startsWith('attach://') ? uploads.get(source.slice('attach://'.length)) : undefined
  if (upload) return world.files.add({ kind, ...upload })
  if (/^https?:\/\/[^/]+\./.test(source))
    return { ...world.files.add({ kind, bytes: new Uint8Array(), name: source }), bytes: undefined }
  const known = world.files.find(source)
  if (known === undefined) throw badRequest('wrong remote file identifier specified: Wrong character in the string')
  if (known.kind !== kind) throw badRequest(`can't use file of type ${kindName(known.kind)} as ${kindName(kind)}`)
  return known
}
