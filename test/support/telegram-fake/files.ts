import type { Clock } from './clock.ts'
import { badRequest } from './failure.ts'
import { imageSize } from './image.ts'
import { MOST_DOWNLOAD } from './limits/files.ts'
import type { Json } from './payload.ts'
import type { Attachment, AttachmentKind } from './recorded.ts'

export type NewFile = {
  kind: AttachmentKind
  bytes: Uint8Array
  name?: string | undefined
  mime?: string | undefined
  /** Claims to be this large without costing the memory; such a file can be refused but not downloaded. */
  pretendSize?: number | undefined
}

type Stored = Attachment & { uniqueId: string; thumbnailOf: string | undefined; path: string; openUntil: number }

const FOLDERS: Record<AttachmentKind, string> = {
  photo: 'photos',
  document: 'documents',
  video: 'videos',
  audio: 'music',
  voice: 'voice',
  sticker: 'stickers',
}
const EXTENSIONS: Partial<Record<AttachmentKind, string>> = { photo: '.jpg', voice: '.oga', sticker: '.webp' }
const HOUR = 3_600_000

/** Telegram's file storage. Each photo also has a small size of its own, so that taking the first one shows. */
export class FileStore {
  readonly #clock: Clock
  readonly #keepBytes: number
  readonly #files = new Map<string, Stored>()
  #bytes = 0
  #count = 0

  /** @param keepBytes oldest files are forgotten beyond this many bytes */
  constructor(clock: Clock, keepBytes: number) {
    this.#clock = clock
    this.#keepBytes = keepBytes
  }

  add(file: NewFile, thumbnailOf?: string): Attachment {
    const number = this.#count++
    const extension = EXTENSIONS[file.kind] ?? /\.\w+$/.exec(file.name ?? '')?.[0] ?? ''
    const stored: Stored = {
      kind: file.kind,
      fileId: `${file.kind}-file-${number}`,
      uniqueId: `unique-${number}`,
      name: file.name,
      mime: file.mime,
      size: file.pretendSize ?? file.bytes.length,
      bytes: file.bytes,
      thumbnailOf,
      path: `${FOLDERS[file.kind]}/file_${number}${extension}`,
      openUntil: 0,
    }
    this.#files.set(stored.fileId, stored)
    this.#bytes += file.bytes.length
    this.#forget()
    if (file.kind === 'photo' && thumbnailOf === undefined)
      this.add({ kind: 'photo', bytes: file.bytes.subarray(0, 64) }, stored.fileId)
    return stored
  }

  #forget(): void {
    for (const [id, file] of this.#files) {
      if (this.#bytes <= this.#keepBytes) return
      this.#files.delete(id)
      this.#bytes -= file.bytes?.length ?? 0
    }
  }

  find(fileId: string): Attachment | undefined {
    return this.#files.get(fileId)
  }

  /** The answer of getFile, which opens the download for an hour. @throws Failure */
  open(fileId: string): Json {
    const file = this.#files.get(fileId)
    if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
    if (file.size > MOST_DOWNLOAD) throw badRequest('file is too big')
    file.openUntil = this.#clock.now() + HOUR
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
  }

  /** What the download address of `path` serves, if it was opened within the last hour. */
  download(path: string): Uint8Array | undefined {
    const number = /\/file_(\d+)(?:\.\w+)?$/.exec(path)?.[1]
    const kind = Object.entries(FOLDERS).find(([, folder]) => path.startsWith(`${folder}/`))?.[0]
    const file = this.#files.get(`${kind}-file-${number}`)
    return file?.path === path && file.openUntil > this.#clock.now() ? file.bytes : undefined
  }

  /** The part of a message that shows the attachment. */
  describe(attachment: Attachment): Json {
    const stored = this.#files.get(attachment.fileId)
    const ids = { file_id: attachment.fileId, file_unique_id: stored?.uniqueId ?? 'forgotten' }
    const size = { ...ids, file_size: attachment.size }
    const named = {
      ...(attachment.name === undefined ? {} : { file_name: attachment.name }),
      ...(attachment.mime === undefined ? {} : { mime_type: attachment.mime }),
    }
    switch (attachment.kind) {
      case 'photo':
        return {
          photo: [...this.#thumbnail(attachment), { ...size, ...imageSize(attachment.bytes ?? new Uint8Array()) }],
        }
      case 'voice':
        return { voice: { ...size, duration: 3, mime_type: 'audio/ogg' } }
      case 'sticker': {
        const look = { type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' }
        return { sticker: { ...size, ...look } }
      }
      case 'video':
        return { video: { ...size, ...named, width: 1280, height: 720, duration: 3 } }
      case 'audio':
        return { audio: { ...size, ...named, duration: 3 } }
      case 'document':
        return { document: { ...size, ...named } }
    }
  }

  #thumbnail(photo: Attachment): Json[] {
    const number = Number(photo.fileId.split('-').at(-1)) + 1
    const small = this.#files.get(`photo-file-${number}`)
    if (small?.thumbnailOf !== photo.fileId) return []
    return [{ file_id: small.fileId, file_unique_id: small.uniqueId, file_size: small.size, width: 68, height: 90 }]
  }
}
