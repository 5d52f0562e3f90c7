import { objectsOf, stringOf } from '../payload.ts'
import type { AttachmentKind } from '../recorded.ts'
import { attach } from './attach.ts'
import type { Method } from './context.ts'
import { captioned, sendTo } from './send.ts'

const KINDS: Record<string, AttachmentKind> = { photo: 'photo', document: 'document', video: 'video', audio: 'audio' }

/** An album is one message a file. All files are read before the first message is sent: an album fails as a whole. */
const sendMediaGroup: Method = (payload, context) => {
  const items = objectsOf(payload, 'media').map((item) => ({
    ...captioned(item),
    attachment: attach(stringOf(item, 'media') ?? '', KINDS[stringOf(item, 'type') ?? ''] ?? 'photo', context),
  }))
  const mediaGroupId = `bot-${context.world.lastMessageId + 1}`
  return items.map((item) => sendTo(context.world, payload, () => ({ ...item, mediaGroupId })))
}

export const albums = { sendMediaGroup } satisfies Record<string, Method>
