import { isObject } from './blocks.ts'
import type { Faults } from './faults.ts'
import { type Fields, jsonOf, problemsOf } from './methods.ts'
import type { Triggers } from './modals.ts'
import type { RateLimiter } from './rates.ts'
import { type FakeUser, TEAM } from './user.ts'

/** What a call is answered with. */
export type Answer =
  | { readonly body: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly retryAfter?: number }
  | 'drop'

export interface Call {
  readonly method: string
  readonly fields: Fields
}

interface Upload {
  readonly name: string
  readonly length: number
  bytes?: Uint8Array
}

interface WebApiParts {
  readonly users: ReadonlyMap<string, FakeUser>
  readonly faults: Faults
  readonly rates: RateLimiter
  readonly triggers: Triggers
  origin(): string
  fresh(): number
  violated(call: Call, problem: string): void
  /** Slack's word for what is wrong with the token, if anything is. */
  tokenError(method: string, token: string): string | undefined
}

/** Slack's Web API, as far as an app that speaks in direct messages needs it. */
export class WebApi {
  readonly calls: Call[] = []
  private readonly uploads = new Map<string, Upload>()

  constructor(private readonly parts: WebApiParts) {}

  answer(call: Call, token: string): Answer {
    this.calls.push(call)
    const { method, fields } = call
    const tokenError = this.parts.tokenError(method, token)
    if (tokenError !== undefined) return failed(tokenError)
    const problems = problemsOf(method, fields)
    for (const problem of problems) this.parts.violated(call, problem)
    if (problems.length > 0) return failed(problems[0] === 'unknown_method' ? 'unknown_method' : 'invalid_arguments')
    const user = this.userOf(fields.channel ?? fields.channel_id) ?? this.parts.users.get(fields.users ?? '')
    const fault = this.parts.faults.take(method, user?.id)
    if (fault?.fault === 'too-many-requests') return { status: 429, retryAfter: fault.retryAfter }
    if (fault?.fault === 'server-error') return { status: 503 }
    if (fault?.fault === 'drop-before') return 'drop'
    if (fault?.fault === 'error') return failed(fault.error)
    const wait = this.parts.rates.spend(method, fields.channel ?? '')
    if (wait > 0) return { status: 429, retryAfter: wait }
    const answer = this.effect(method, fields)
    return fault?.fault === 'drop-after' ? 'drop' : answer
  }

  /** Takes the bytes of an upload; false when nobody asked for it. */
  uploaded(id: string, bytes: Uint8Array): boolean {
    const upload = this.uploads.get(id)
    // An address takes bytes once.
    if (upload === undefined || upload.bytes !== undefined || upload.length !== bytes.byteLength) return false
    upload.bytes = bytes
    return true
  }

  private userOf(channel: string | undefined): FakeUser | undefined {
    return [...this.parts.users.values()].find(({ direct }) => direct === channel)
  }

  private effect(method: string, fields: Fields): Answer {
    if (method === 'chat.postMessage') return this.post(fields)
    if (method === 'views.open') return this.open(fields)
    if (method === 'chat.update') return this.update(fields)
    if (method === 'files.completeUploadExternal') return this.complete(fields)
    if (method === 'files.getUploadURLExternal') {
      const id = `F${this.parts.fresh()}`
      this.uploads.set(id, { name: fields.filename ?? '', length: Number(fields.length) })
      return ok({ upload_url: `${this.parts.origin()}/upload/${id}`, file_id: id })
    }
    const user = this.parts.users.get(fields.user ?? fields.users ?? fields.user_id ?? '')
    if (user === undefined) return failed('user_not_found')
    if (method === 'users.info') return ok({ user: { id: user.id, team_id: TEAM, locale: user.locale } })
    if (user.deactivated) return failed('user_disabled')
    if (method === 'conversations.open') return ok({ channel: { id: user.direct } })
    const view = jsonOf(fields.view ?? '')
    user.home = buttonsOf(isObject(view) ? view.blocks : [])
    user.homeText = textOf(isObject(view) ? view.blocks : [])
    return ok({ view: { id: 'V1' } })
  }

  private open(fields: Fields): Answer {
    const used = this.parts.triggers.use(fields.trigger_id ?? '')
    if ('error' in used) {
      if (used.error !== 'expired_trigger_id') this.parts.violated({ method: 'views.open', fields }, used.error)
      return failed(used.error)
    }
    const view = jsonOf(fields.view ?? '')
    const id = `V${this.parts.fresh()}`
    if (isObject(view)) this.parts.users.get(used.user)?.shows({ ...view, id })
    return ok({ view: { id } })
  }

  private post(fields: Fields): Answer {
    const ts = `1700000001.${String(this.parts.fresh()).padStart(6, '0')}`
    const user = this.userOf(fields.channel)
    if (user === undefined) return /^C/.test(fields.channel ?? '') ? ok({ ts }) : failed('channel_not_found')
    if (user.deactivated) return failed('channel_not_found')
    const blocks = jsonOf(fields.blocks ?? '[]')
    user.shown.push({ text: textOf(blocks), buttons: buttonsOf(blocks), files: [], ts })
    return ok({ ts, channel: user.direct })
  }

  private update(fields: Fields): Answer {
    const user = this.userOf(fields.channel)
    if (user === undefined || user.deactivated) return failed('channel_not_found')
    const index = user.shown.findIndex(({ ts }) => ts === fields.ts)
    const before = user.shown[index]
    if (before === undefined) return failed('message_not_found')
    // A message of files has a number of its own that no app is told.
    if (before.files.length > 0) return failed('cant_update_message')
    const blocks = jsonOf(fields.blocks ?? '[]')
    user.shown[index] = { ...before, text: textOf(blocks), buttons: buttonsOf(blocks) }
    return ok({ channel: user.direct, ts: before.ts })
  }

  private complete(fields: Fields): Answer {
    const user = this.userOf(fields.channel_id)
    if (user === undefined || user.deactivated) return failed('channel_not_found')
    const named = jsonOf(fields.files ?? '')
    const files = (Array.isArray(named) ? named : []).map((each: unknown) => {
      const upload = isObject(each) ? this.uploads.get(String(each.id)) : undefined
      return upload?.bytes === undefined ? undefined : { name: upload.name, size: upload.bytes.byteLength }
    })
    if (files.includes(undefined)) return failed('file_not_found')
    const all = files.filter((each) => each !== undefined)
    user.shown.push({ text: fields.initial_comment ?? '', buttons: [], files: all, ts: String(this.parts.fresh()) })
    return ok({ files: named })
  }
}

const ok = (more: Readonly<Record<string, unknown>>): Answer => ({ body: { ok: true, ...more } })
const failed = (error: string): Answer => ({ body: { ok: false, error } })

const textOf = (blocks: unknown): string =>
  (Array.isArray(blocks) ? blocks : [])
    .filter(isObject)
    .flatMap(({ text }) => (isObject(text) ? [String(text.text)] : []))
    .join('')

const buttonsOf = (blocks: unknown) =>
  (Array.isArray(blocks) ? blocks : [])
    .filter(isObject)
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => (Array.isArray(elements) ? elements.filter(isObject) : []))
    .map(({ text, value }) => ({ label: isObject(text) ? String(text.text) : '', token: String(value) }))
