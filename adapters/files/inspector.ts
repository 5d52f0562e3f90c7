import { type FileInspector, type Inspection, MAX_FILE_BYTES } from '../../core/ports/files.ts'
import { lanes } from './lanes.ts'
import { type PictureKind, redraw } from './pictures.ts'
import { isPlainText, utf16Of } from './plain-text.ts'

interface Kind {
  readonly extension: string
  readonly picture?: PictureKind
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** What is taken, by what the bytes are. Everything else is refused: archives, programs, markup, video. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['image/jpeg', { extension: 'jpg', picture: 'jpeg' }],
  ['image/png', { extension: 'png', picture: 'png' }],
  ['image/apng', { extension: 'png', picture: 'png' }],
  ['image/webp', { extension: 'webp', picture: 'webp' }],
  ['image/gif', { extension: 'gif', picture: 'gif' }],
  ['application/pdf', { extension: 'pdf' }],
  [`${OFFICE}.wordprocessingml.document`, { extension: 'docx' }],
  [`${OFFICE}.spreadsheetml.sheet`, { extension: 'xlsx' }],
] satisfies readonly (readonly [string, Kind])[])

/** How many files are looked at at once; the others wait their turn. */
const LANES = 2

/** Looks at attachments with file-type and sharp. One inspector serves the whole program. */
export const createInspector = (): FileInspector => {
  const inLane = lanes(LANES)
  return {
    inspect: async (bytes, { name }) => {
      if (bytes.length === 0) return { ok: false, reason: 'empty' }
      if (bytes.length > MAX_FILE_BYTES) return { ok: false, reason: 'too-large' }
      return inLane(() => look(bytes, name))
    },
  }
}

const look = async (bytes: Uint8Array, name: string | undefined): Promise<Inspection> => {
  // To file-type the mark of UTF-16 looks like the beginning of music.
  const sniffed = utf16Of(bytes) === undefined ? await sniff(bytes) : undefined
  if (sniffed === undefined) {
    if (!isPlainText(bytes, name)) return { ok: false, reason: 'type-refused' }
    return { ok: true, type: 'text/plain', clean: bytes, extension: 'txt' }
  }
  // What some phones make: worth a word of its own.
  if (/^image\/hei[cf]/.test(sniffed)) return { ok: false, reason: 'heic' }
  const kind = KINDS.get(sniffed)
  if (kind === undefined) return { ok: false, reason: 'type-refused' }
  // Names inside an archive stand in it as they are.
  if (kind.extension !== 'pdf' && kind.picture === undefined && Buffer.from(bytes).includes('vbaProject.bin'))
    return { ok: false, reason: 'type-refused' }
  if (kind.picture === undefined) return { ok: true, type: sniffed, clean: bytes, extension: kind.extension }
  const redrawn = await redraw(bytes, kind.picture)
  return redrawn.ok
    ? { ok: true, type: `image/${kind.picture}`, clean: redrawn.clean, extension: kind.extension }
    : redrawn
}

/** The media type that the bytes themselves show; undefined for text and for what nobody knows. */
const sniff = async (bytes: Uint8Array): Promise<string | undefined> => {
  const { fileTypeFromBuffer } = await import('file-type')
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    // A container that ends too early: it is of no kind that is taken.
    return 'application/octet-stream'
  }
}
