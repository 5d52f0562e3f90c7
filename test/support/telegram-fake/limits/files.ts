import { badRequest, breach, Failure } from '../failure.ts'
import { looksLikeImage } from '../image.ts'
import { objectsOf, type Payload, stringOf, type Uploads } from '../payload.ts'
import { readCaption } from '../text/read-text.ts'
import { checkLinks } from './links.ts'

const MB = 1024 * 1024
const MOST_UPLOAD = 50 * MB
export const MOST_DOWNLOAD = 20 * MB
const MOST_PHOTO = 10 * MB

const tooLarge = (path: string, problem: string) =>
  new Failure(413, 'Request Entity Too Large', { issue: { kind: 'limit', path, problem } })

/** A file id is the server's own; anything else must be a web address or an upload. */
export function checkSource(source: string, path: string, uploads: Uploads, photo: boolean): void {
  const upload = source.startsWith('attach://') ? uploads.get(source.slice('attach://'.length)) : undefined
  if (upload === undefined) {
    if (source === '') throw breach(path, 'there is no file in the request')
    return
  }
  const size = upload.bytes.length
  if (size === 0) throw breach(path, 'file must be non-empty')
  if (size > MOST_UPLOAD) throw tooLarge(path, `${size} bytes, a bot may upload 50 MB`)
  if (!photo) return
  if (size > MOST_PHOTO) throw breach(path, 'too big for a photo', `${size} bytes, a photo may have 10 MB`)
  // Not a violation: a bot that passes on what a person sent cannot know whether Telegram can read the picture.
  if (!looksLikeImage(upload.bytes)) throw badRequest('IMAGE_PROCESS_FAILED')
}

export function checkMediaGroup(payload: Payload, uploads: Uploads): void {
  const media = objectsOf(payload, 'media')
  if (media.length < 2 || media.length > 10)
    throw breach('media', 'media group must include 2-10 items', `${media.length} items`)
  const kinds = new Set(media.map((item) => stringOf(item, 'type')))
  if (kinds.size > 1 && (kinds.has('document') || kinds.has('audio')))
    throw breach('media', "documents and audio can't be mixed with other media types", [...kinds].join(', '))
  for (const [index, item] of media.entries()) {
    checkSource(stringOf(item, 'media') ?? '', `media[${index}].media`, uploads, item.type === 'photo')
    const caption = readCaption(item)
    if (caption) checkLinks(caption, `media[${index}].caption`)
  }
}
