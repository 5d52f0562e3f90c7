import { setTimeout as pause } from 'node:timers/promises'
import { type Clock, seconds } from './clock.ts'
import { isJson, type Json } from './payload.ts'
import type { Update, UpdateQueue } from './update-queue.ts'

export type WebhookSettings = { url: string; secret: string | undefined; connections: number }
type Session = WebhookSettings & { lanes: Map<number, Update[]>; busy: Set<number>; aborter: AbortController }

/** What the bot answers inside the webhook's own response instead of calling a method. */
export type WebhookReply = (method: string, fields: Json) => Promise<void>

/** Posts updates to the bot: one at a time and in order for each chat, chats side by side. */
export class Webhook {
  readonly #queue: UpdateQueue
  readonly #clock: Clock
  readonly #retryAfter: number
  readonly #reply: WebhookReply
  #session: Session | undefined
  #lastError: { at: number; message: string } | undefined

  /** @param retryAfter real milliseconds until a refused update is posted again; Telegram itself slows down */
  constructor(queue: UpdateQueue, clock: Clock, retryAfter: number, reply: WebhookReply) {
    this.#queue = queue
    this.#clock = clock
    this.#retryAfter = retryAfter
    this.#reply = reply
  }

  get isSet(): boolean {
    return this.#session !== undefined
  }

  start(settings: WebhookSettings): void {
    this.stop()
    this.#lastError = undefined
    this.#session = { ...settings, lanes: new Map(), busy: new Set(), aborter: new AbortController() }
    this.#queue.onPush(() => this.#sort())
    this.#sort()
  }

  /** Ends delivery and puts back what was not delivered. */
  stop(): void {
    const session = this.#session
    if (session === undefined) return
    this.#session = undefined
    session.aborter.abort()
    this.#queue.onPush(() => {})
    this.#queue.restore([...session.lanes.values()].flat())
  }

  drop(): void {
    this.#queue.clear()
    for (const lane of this.#session?.lanes.values() ?? []) lane.length = 0
  }

  get pending(): number {
    return this.#queue.size + [...(this.#session?.lanes.values() ?? [])].reduce((sum, lane) => sum + lane.length, 0)
  }

  info(): Json {
    return {
      url: this.#session?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.pending,
      ...(this.#session ? { max_connections: this.#session.connections } : {}),
      ...(this.#queue.allowed.length > 0 ? { allowed_updates: this.#queue.allowed } : {}),
      ...(this.#lastError === undefined
        ? {}
        : { last_error_date: seconds(this.#lastError.at), last_error_message: this.#lastError.message }),
    }
  }

  #sort(): void {
    const session = this.#session
    if (session === undefined) return
    for (const update of this.#queue.drain()) {
      const lane = session.lanes.get(update.chatId)
      if (lane) lane.push(update)
      else session.lanes.set(update.chatId, [update])
    }
    this.#startLanes(session)
  }

  #startLanes(session: Session): void {
    for (const [chatId, lane] of session.lanes) {
      if (session.busy.size >= session.connections) return
      if (session.busy.has(chatId)) continue
      session.busy.add(chatId)
      void this.#work(session, lane).finally(() => {
        session.busy.delete(chatId)
        if (lane.length === 0) session.lanes.delete(chatId)
        if (this.#session === session) this.#startLanes(session)
      })
    }
  }

  async #work(session: Session, lane: Update[]): Promise<void> {
    for (let update = lane[0]; update !== undefined && this.#session === session; update = lane[0]) {
      if (await this.#post(session, update)) {
        // The lane may have been emptied meanwhile by drop_pending_updates.
        if (lane[0] === update) lane.shift()
        this.#queue.delivered(update)
      } else await pause(this.#retryAfter)
    }
  }

  async #post(session: Session, update: Update): Promise<boolean> {
    try {
      const response = await fetch(session.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(session.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': session.secret }),
        },
        body: JSON.stringify(update.json),
        signal: AbortSignal.any([session.aborter.signal, AbortSignal.timeout(60_000)]),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`Wrong response from the webhook: ${response.status} ${response.statusText}`)
      await this.#take(text)
      return true
    } catch (error) {
      this.#lastError = { at: this.#clock.now(), message: error instanceof Error ? error.message : String(error) }
      return false
    }
  }

  async #take(text: string): Promise<void> {
    let reply: unknown
    try {
      reply = JSON.parse(text)
    } catch {
      return
    }
    if (isJson(reply) && typeof reply.method === 'string') await this.#reply(reply.method, reply)
  }
}
