import { createHash } from 'node:crypto'
import { type Message, NotEditable, type Sent } from '../../core/ports/channel.ts'

/** What one part of a message became: words alone, files with words under them, or files alone. */
export interface Landed {
  readonly as: 'text' | 'caption' | 'files'
  readonly ids: readonly string[]
}

const SIGNS = { text: 't', caption: 'c', files: 'f' } as const
const KINDS = { t: 'text', c: 'caption', f: 'files' } as const

/** What the core keeps to have a message edited: how its parts landed, and a digest of its files. */
export const referenceOf = (landed: readonly Landed[], { files = [] }: Message): string =>
  [digestOf(files), ...landed.map(({ as, ids }) => `${SIGNS[as]}${ids.join(',')}`)].join(' ')

/** `message`, which has become `landed`, in the words of the port. */
export const sentAs = (landed: readonly Landed[], message: Message): Sent => ({
  ids: landed.flatMap(({ ids }) => ids),
  reference: referenceOf(landed, message),
})

/** How the parts landed that `message` shall replace. @throws NotEditable when it has other files */
export const landedAt = (reference: string, { files = [] }: Message): readonly Landed[] => {
  const [digest, ...parts] = reference.split(' ')
  if (digest !== digestOf(files)) throw new NotEditable('other-shape')
  return parts.map((part) => ({ as: kindOf(part), ids: part.slice(1).split(',') }))
}

const kindOf = (part: string): Landed['as'] => {
  const sign = part[0]
  if (sign === 't' || sign === 'c' || sign === 'f') return KINDS[sign]
  throw new NotEditable('other-shape')
}

const digestOf = (files: NonNullable<Message['files']>): string =>
  createHash('sha256')
    .update(JSON.stringify(files.map(({ file, name }) => [file, name])))
    .digest('base64url')
    .slice(0, 12)
