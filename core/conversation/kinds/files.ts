import type { Context } from '../../kernel/context.ts'
import type { IncomingFile } from '../../ports/channel.ts'
import { MAX_FILE_BYTES } from '../../ports/files.ts'
import { wordsOf } from '../command.ts'
import { type Attachment, attachmentsIn } from '../conversation.ts'
import type { FieldOf } from '../form.ts'
import { meansDone } from './done.ts'
import type { Kind } from './kind.ts'

const DONE = 'done'

/** Photos and files, one after the other or all at once, until the person says that it is enough. */
export const files: Kind<FieldOf<'files'>> = {
  wants: 'files',
  options: (_field, { context, language, current }) =>
    attachmentsIn(current).length === 0
      ? []
      : [{ value: DONE, label: context.content.say(language, 'form.files-done') }],
  read: async (field, act, asking) => {
    const before = attachmentsIn(asking.current)
    if ((asking.chosen === DONE || meansDone(asking, wordsOf(act))) && before.length > 0) return { value: [...before] }
    if (act.kind !== 'files') return { fault: field.required ? 'form.files-needed' : 'form.files-wanted' }
    const room = field.max - before.length
    const taken = await takeIn(asking.context, act.files.slice(0, room))
    const value = [...before, ...taken.kept]
    const refused = taken.refused[0] ?? (act.files.length > room ? 'too-many' : undefined)
    const named = taken.kept.some(({ type }) => mayName(type)) ? '-document' : ''
    const kept = `kept${named}${asking.meanwhile === true ? '-meanwhile' : ''}`
    const params = { count: value.length, max: field.max, megabytes: MAX_FILE_BYTES / 1024 / 1024 }
    return { value, more: { say: `form.files-${refused ?? kept}`, params } }
  },
  show: async (_field, value, { context, language }) =>
    context.content.say(language, 'form.files-count', { count: attachmentsIn(value).length }),
}

/** Whether files of this type may name their writer: they are handed on as they came. */
export const mayName = (type: string): boolean => !type.startsWith('image/') && type !== 'text/plain'

/** Looks at files, keeps what may be kept (clean copy, and the sealed original of what was cleaned), and says why not the rest. */
export const takeIn = async (
  context: Context,
  incoming: readonly IncomingFile[],
): Promise<{ readonly kept: readonly Attachment[]; readonly refused: readonly string[] }> => {
  const kept: Attachment[] = []
  const refused: string[] = []
  for (const file of incoming) {
    if ((file.size ?? 0) > MAX_FILE_BYTES) {
      refused.push('too-large')
      continue
    }
    const bytes = await file.read()
    const inspected = await context.inspector.inspect(bytes, claimOf(file))
    if (!inspected.ok) {
      refused.push(inspected.reason)
      continue
    }
    const name = await context.files.put(inspected.clean)
    kept.push({
      file: name,
      name: nameOf(file, inspected.extension),
      type: inspected.type,
      size: inspected.clean.byteLength,
      ...(inspected.clean === bytes
        ? {}
        : { original: await context.files.put(context.seal.sealBytes(bytes, `file:${name}`)) }),
    })
  }
  return { kept, refused }
}

const claimOf = ({ name, type }: IncomingFile): { name?: string; type?: string } => ({
  ...(name === undefined ? {} : { name }),
  ...(type === undefined ? {} : { type }),
})

/** Photos carry names that can tell who took them; other files keep theirs, without any path or odd character. */
const nameOf = ({ name }: IncomingFile, extension: string): string => {
  const stem = (name ?? '')
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .slice(0, 60)
    .trim()
  const picture = ['jpg', 'png', 'webp', 'gif'].includes(extension)
  return `${picture || stem === '' ? (picture ? 'photo' : 'file') : stem}.${extension}`
}
