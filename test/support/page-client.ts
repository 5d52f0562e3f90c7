import { randomUUID } from 'node:crypto'
import { z } from 'zod'

/** What the page gets, and nothing else: an unknown member is a violation. */
const Shown = z.strictObject({
  seq: z.int().positive(),
  id: z.string().min(1),
  from: z.enum(['office', 'me']),
  at: z.iso.datetime(),
  text: z.string().max(20_000),
  choices: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(64),
        token: z.string().min(1).max(64),
        style: z.enum(['primary', 'danger', 'plain']).optional(),
      }),
    )
    .min(1)
    .optional(),
  attachments: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        type: z.string(),
        size: z.int().positive(),
        url: z.string().regex(/^\/chat\/files\/\d+-\d+$/),
      }),
    )
    .min(1)
    .optional(),
  wants: z.enum(['text', 'place', 'files', 'date', 'number', 'choice']).optional(),
  sensitive: z.literal(true).optional(),
  edited: z.literal(true).optional(),
})
type Shown = z.infer<typeof Shown>

const AGAIN_MS = 15

/**
 * A page without a screen: it posts one thing after the other and again until the server has it, as the real page does,
 * listens to the event stream, and checks every message that it gets.
 */
export class PageClient {
  readonly violations: string[] = []
  language = 'zh-CN'
  private readonly byId = new Map<string, Shown>()
  private cookie = ''
  private cursor = 0
  private queue: Promise<void> = Promise.resolve()
  private closed = false

  /** `program`: aborted when the program that serves now is killed. */
  constructor(
    private readonly url: string,
    private readonly program: () => AbortSignal,
  ) {}

  /** The conversation in its order: an edit stands where the message stood that it replaces. */
  get shown(): readonly Shown[] {
    return [...this.byId.values()]
  }

  /** Opens a session and returns its token. */
  async open(): Promise<string> {
    const response = await this.ask('/chat/session', { method: 'POST', body: '{}', headers: JSON_BODY })
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return this.cookie.split('=')[1] ?? ''
  }

  post(said: Readonly<Record<string, unknown>>): void {
    const body = JSON.stringify({ id: randomUUID(), ...said })
    this.later(() => this.ask('/chat/messages', { method: 'POST', body, headers: JSON_BODY }))
  }

  upload(file: File, caption = ''): void {
    const id = randomUUID()
    this.later(() => {
      const body = new FormData()
      body.append('id', id)
      if (caption !== '') body.append('caption', caption)
      body.append('file', file)
      return this.ask('/chat/files', { method: 'POST', body })
    })
  }

  tokenOf(label: string): string {
    const found = this.shown.flatMap(({ choices = [] }) => choices).findLast((choice) => choice.label === label)
    if (found === undefined) throw new Error('there is no such button')
    return found.token
  }

  /** Listens to the event stream until it has told everything that there is. */
  async catchUp(): Promise<void> {
    const response = await this.ask(`/chat/events?after=${this.cursor}`, {})
    if (response.status === 401) return
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) this.hear(block)
      // After its news the stream gives a sign of life.
      if (blocks.some((block) => block.startsWith(':'))) return
    }
  }

  close(): void {
    this.closed = true
  }

  private hear(block: string): void {
    const members = new Map(block.split('\n').map((line) => [line.split(':')[0] ?? '', line.replace(/^\w*: ?/, '')]))
    if (members.get('event') !== 'message') return
    const parsed = Shown.safeParse(JSON.parse(members.get('data') ?? 'null'))
    if (!parsed.success) return void this.violations.push(z.prettifyError(parsed.error))
    if (parsed.data.seq <= this.cursor) this.violations.push(`number ${parsed.data.seq} came again`)
    this.cursor = Math.max(this.cursor, parsed.data.seq)
    this.byId.set(parsed.data.id, parsed.data)
  }

  /** One thing after the other, each again until the server has it. */
  private later(act: () => Promise<Response>): void {
    this.queue = this.queue.then(async () => {
      while (!this.closed) {
        const status = await act().then(
          (response) => response.status,
          () => 0,
        )
        if (status === 202) return
        if (status !== 0 && status < 500) return void this.violations.push(`refused with ${status}`)
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    })
  }

  private ask(path: string, init: RequestInit): Promise<Response> {
    const headers = { cookie: this.cookie, 'accept-language': this.language, ...init.headers }
    return fetch(new URL(path, this.url), { ...init, headers, signal: this.program() })
  }
}

const JSON_BODY = { 'content-type': 'application/json' }
