import { blockProblems, isObject } from './blocks.ts'
import { modalProblems } from './modals.ts'

/** What a call may say: `yes` must be there, `no` may be. */
interface Shape {
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'apps.connections.open': { yes: [], no: [] },
  'chat.postMessage': {
    yes: ['channel', 'text'],
    no: ['blocks', 'mrkdwn', 'unfurl_links', 'unfurl_media', 'thread_ts', 'parse', 'metadata'],
  },
  'chat.update': { yes: ['channel', 'ts', 'text'], no: ['blocks', 'link_names', 'parse', 'metadata'] },
  'conversations.open': { yes: ['users'], no: ['return_im', 'prevent_creation'] },
  'files.completeUploadExternal': { yes: ['files'], no: ['channel_id', 'initial_comment', 'thread_ts', 'blocks'] },
  'files.getUploadURLExternal': { yes: ['filename', 'length'], no: ['alt_txt', 'snippet_type'] },
  'users.info': { yes: ['user'], no: ['include_locale'] },
  'views.open': { yes: ['trigger_id', 'view'], no: [] },
  'views.publish': { yes: ['user_id', 'view'], no: ['hash'] },
}

export type Fields = Readonly<Record<string, string>>

/** What is wrong with a call, as its documentation says; empty when nothing is. */
export const problemsOf = (method: string, fields: Fields): readonly string[] => {
  const shape = SHAPES[method]
  if (shape === undefined) return ['unknown_method']
  const known = [...shape.yes, ...shape.no]
  const problems = [
    ...Object.keys(fields)
      .filter((name) => !known.includes(name))
      .map((name) => `unknown field ${name}`),
    ...shape.yes.filter((name) => (fields[name] ?? '') === '').map((name) => `missing ${name}`),
  ]
  const text = fields.text ?? ''
  if (text.length > 4_000) problems.push('text above 4,000')
  if (/[<>]|&(?!amp;|lt;|gt;)/.test(text)) problems.push('text is not escaped')
  if (fields.blocks !== undefined) problems.push(...blockProblems(jsonOf(fields.blocks)))
  if (method === 'views.open') problems.push(...modalProblems(jsonOf(fields.view ?? '')))
  if (method === 'views.publish') problems.push(...viewProblems(jsonOf(fields.view ?? '')))
  if (method === 'files.getUploadURLExternal') {
    if (!(Number(fields.length) > 0)) problems.push('length')
    if ((fields.filename ?? '').length > 255) problems.push('filename above 255')
  }
  if (method === 'files.completeUploadExternal') {
    const files = jsonOf(fields.files ?? '')
    if (!Array.isArray(files) || files.length < 1 || files.length > 10) problems.push('1 to 10 files')
    for (const file of (Array.isArray(files) ? files : []).filter(isObject)) {
      if (typeof file.id !== 'string') problems.push('a file without id')
      const odd = Object.keys(file).find((name) => !['id', 'title', 'highlight_type'].includes(name))
      if (odd !== undefined) problems.push(`unknown member ${odd} of a file`)
    }
  }
  return problems
}

export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A home tab may have twice as many blocks as a message. */
const viewProblems = (view: unknown): readonly string[] => {
  if (!isObject(view) || view.type !== 'home') return ['the view is no home tab']
  const unknown = Object.keys(view).filter((key) => !['type', 'blocks'].includes(key))
  return [...unknown.map((key) => `unknown member ${key} of a view`), ...blockProblems(view.blocks, 100)]
}
