import { createHmac } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { isObject } from './blocks.ts'
import { jsonOf } from './methods.ts'
import type { SocketPeer } from './socket-peer.ts'

/** What Slack tells an app. */
export interface Update {
  readonly kind: 'events_api' | 'interactive' | 'slash_commands'
  readonly payload: Readonly<Record<string, unknown>>
}

export type Handler = (request: Request) => Promise<Response>

/** After how many milliseconds an event comes again; Slack's own are at once, a minute and five minutes. */
const RETRIES = [20, 150, 600] as const
/** Slack waits three seconds for an answer. */
const PATIENCE = 3_000

/** A request as Slack signs it; `at` in seconds. */
export const signedRequest = (
  body: string,
  { secret, type = 'application/json', at, retry = 0 }: { secret: string; type?: string; at: number; retry?: number },
): Request => {
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`
  return new Request('https://office.example/slack/events', {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature,
      ...(retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
    },
  })
}

/** Posts updates to the app, or sends them over its socket, and again when they are not taken. */
export class Deliveries {
  private readonly events: Update[] = []
  private readonly unacknowledged = new Map<string, (taken: boolean, payload?: unknown) => void>()
  private handler: Handler | undefined
  private program = new AbortController()
  private socket: SocketPeer | undefined
  private envelopes = 0
  private doubles = 0
  private stopped = false

  constructor(private readonly secret: string) {}

  /** From now on `handler` is the app. The one before was killed: what it had not answered is lost on the way. */
  listen(handler: Handler): void {
    this.program.abort()
    this.program = new AbortController()
    // As many as there are requests under way.
    setMaxListeners(0, this.program.signal)
    this.handler = handler
    this.dropSocket()
  }

  connected(peer: SocketPeer): void {
    this.dropSocket()
    this.socket = peer
  }

  disconnected(peer: SocketPeer): void {
    if (this.socket === peer) this.dropSocket()
  }

  acknowledged(envelope: string, payload?: unknown): void {
    this.unacknowledged.get(envelope)?.(true, payload)
  }

  /** Ends the connection of the socket, as Slack does every hour. */
  refreshSocket(): void {
    this.socket?.say({ type: 'disconnect', reason: 'refresh_requested' })
  }

  /** Ends it as a fallen network would; what was not acknowledged comes again. */
  dropSocket(): void {
    const peer = this.socket
    this.socket = undefined
    peer?.drop()
    for (const settle of [...this.unacknowledged.values()]) settle(false)
  }

  send(update: Update): void {
    if (update.kind === 'events_api') this.events.push(update)
    void this.deliver(update)
    if (this.doubles > 0) {
      this.doubles -= 1
      void this.deliver(update)
    }
  }

  /** Sends what Slack wants an answer to, such as a modal that is handed in. Undefined when none came in time. */
  async ask(update: Update): Promise<Readonly<Record<string, unknown>> | undefined> {
    const answers: unknown[] = []
    const late = new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), PATIENCE).unref())
    const taken = await Promise.race([this.attempt(update, 0, (answer) => void answers.push(answer)), late])
    const [answer] = answers
    return taken ? (isObject(answer) ? answer : {}) : undefined
  }

  repeat(count: number): void {
    for (const update of this.events.slice(-count)) void this.deliver(update, 1)
  }

  duplicate(count: number): void {
    this.doubles += count
  }

  stop(): void {
    this.stopped = true
    this.program.abort()
    this.dropSocket()
  }

  private async deliver(update: Update, first = 0): Promise<void> {
    for (let retry = first; ; retry += 1) {
      if (this.stopped || (await this.attempt(update, retry))) return
      const wait = RETRIES[retry - first]
      // Slack tells presses and commands once.
      if (wait === undefined || update.kind !== 'events_api') return
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  private attempt(update: Update, retry: number, heard: (answer: unknown) => void = () => {}): Promise<boolean> {
    const { socket } = this
    return socket === undefined ? this.post(update, retry, heard) : this.overSocket(socket, { update, retry, heard })
  }

  private async post(update: Update, retry: number, heard: (answer: unknown) => void): Promise<boolean> {
    const { handler, program, secret } = this
    if (handler === undefined) return false
    const [body, type] = bodyOf(update)
    const killed = new Promise<boolean>((resolve) => {
      program.signal.addEventListener('abort', () => resolve(false), { once: true })
      setTimeout(() => resolve(false), PATIENCE).unref()
    })
    const at = Math.floor(Date.now() / 1_000)
    const answered = handler(signedRequest(body, { secret, type, at, retry })).then(
      async (response) => {
        heard(jsonOf(await response.text()))
        return response.status >= 200 && response.status < 300
      },
      () => false,
    )
    return Promise.race([answered, killed])
  }

  private overSocket(
    peer: SocketPeer,
    { update: { kind, payload }, retry, heard }: { update: Update; retry: number; heard: (answer: unknown) => void },
  ): Promise<boolean> {
    const envelope_id = `envelope-${++this.envelopes}`
    return new Promise((resolve) => {
      this.unacknowledged.set(envelope_id, (taken, answer) => {
        this.unacknowledged.delete(envelope_id)
        heard(answer)
        resolve(taken)
      })
      const tried = retry === 0 ? {} : { retry_attempt: retry, retry_reason: 'timeout' }
      peer.say({ envelope_id, type: kind, payload, accepts_response_payload: kind !== 'events_api', ...tried })
    })
  }
}

const bodyOf = ({ kind, payload }: Update): readonly [body: string, type: string] => {
  if (kind === 'events_api') return [JSON.stringify(payload), 'application/json']
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return [form.toString(), 'application/x-www-form-urlencoded']
}
