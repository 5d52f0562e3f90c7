// A running web chat without the rest of the house: real store, real files, real seal, real HTTP.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webChannel, webChatRoutes, webChatTexts } from '../../adapters/chat/web/index.ts'
import { diskFiles } from '../../adapters/files/index.ts'
import { LANGUAGE_COOKIE, requestLanguage } from '../../adapters/http/language.ts'
import { problems } from '../../adapters/http/problems.ts'
import { clientOf, startHttp } from '../../adapters/http/server.ts'
import { createSeal } from '../../adapters/seal/index.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { loadContent } from '../../core/content/load.ts'
import type { Incoming } from '../../core/ports/channel.ts'
import type { Logger } from '../../core/ports/logger.ts'

export const testContent = () =>
  loadContent(
    new Map(
      ['zh-CN', 'en'].flatMap((language) =>
        ['web-chat', 'http', 'access'].map((name) => {
          const file = `texts/${language}/${name}.yaml`
          return [file, readFileSync(new URL(`../../content/${file}`, import.meta.url), 'utf8')] as const
        }),
      ),
    ),
    [],
  )

/** A clock that stands until it is moved. */
export const standingClock = (start = '2025-06-30T01:00:00.000Z') => {
  let now = start
  return {
    now: () => now,
    sleep: async () => {},
    set: (instant: string) => {
      now = instant
    },
    move: (milliseconds: number) => {
      now = new Date(Date.parse(now) + milliseconds).toISOString()
    },
  }
}

/** Keeps what was logged, as text. */
export const keptLog = () => {
  const lines: string[] = []
  const write = (level: string) => (event: string, fields?: unknown, cause?: unknown) =>
    void lines.push(`${level} ${event} ${JSON.stringify(fields ?? {})} ${String(cause ?? '')}`)
  const logger: Logger = { info: write('info'), warn: write('warn'), error: write('error') }
  return { lines, logger }
}

export const testSeal = () => createSeal({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7) }] })

export interface ChatOptions {
  readonly publicUrl?: string
  readonly answer?: (incoming: Incoming, say: (text: string) => Promise<unknown>) => Promise<void>
}

export type WebChatHouse = Awaited<ReturnType<typeof startWebChat>>

/** The office answers with what `answer` says; by default it repeats what it heard. */
export const startWebChat = async (options: ChatOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'web-chat-'))
  const store = sqliteStore({ path: join(folder, 'store.sqlite') })
  const files = diskFiles({ folder: join(folder, 'files') })
  const clock = standingClock()
  const seal = testSeal()
  const content = testContent()
  const { lines, logger } = keptLog()
  const ids = { fresh: () => randomUUID().replaceAll('-', '').slice(0, 26) }
  const heard: Incoming[] = []
  const chosen: string[] = []
  const seen = new Set<string>()
  const parts = { store, clock, seal, files }
  const channel = webChannel(parts)
  const answer = options.answer ?? ((incoming, say) => say(`听到:${JSON.stringify(incoming.act)}`).then(() => {}))
  const receive = async (incoming: Incoming): Promise<void> => {
    const update = `${incoming.address} ${incoming.id}`
    if (seen.has(update)) return
    seen.add(update)
    heard.push(incoming)
    await answer(incoming, (text) => channel.send(incoming.address, { text }))
  }
  const stopChannel = await channel.start(receive)
  const routes = webChatRoutes({
    ...parts,
    channel,
    logger,
    publicUrl: options.publicUrl ?? 'http://127.0.0.1:8080/',
    words: { title: () => '安和县"联系点" <办公室>', texts: webChatTexts(content) },
    menu: async (_address, language) => [{ label: language === 'en' ? 'Report' : '反映问题', token: 'report' }],
    languageChosen: async (_address, language) => void chosen.push(language),
    language: { of: requestLanguage, cookie: LANGUAGE_COOKIE },
    clientOf: clientOf(false),
    streams: { lookEvery: 100, beatEvery: 150 },
  })
  const http = await startHttp({
    host: '127.0.0.1',
    port: 0,
    logger,
    problems: problems({ content, ids, logger }),
    routes: [routes],
    stopping: () => channel.endStreams(),
  })
  return {
    url: http.url,
    http,
    channel,
    clock,
    store,
    files,
    folder,
    heard,
    chosen,
    lines,
    stop: async () => {
      await http.stop()
      await stopChannel()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A browser with one cookie jar. */
export class Browser {
  private readonly jar = new Map<string, string>()

  constructor(readonly url: string) {}

  get cookies(): ReadonlyMap<string, string> {
    return this.jar
  }

  async open(): Promise<this> {
    const response = await this.post('/chat/session', {})
    if (response.status !== 200) throw new Error(`no session: ${response.status}`)
    return this
  }

  async get(path: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    return this.fetch(path, { headers, ...(signal === undefined ? {} : { signal }) })
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  async upload(id: string, file: File, caption?: string): Promise<Response> {
    const form = new FormData()
    form.append('id', id)
    if (caption !== undefined) form.append('caption', caption)
    form.append('file', file)
    return this.fetch('/chat/files', { method: 'POST', body: form })
  }

  async say(text: string, id: string = randomUUID()): Promise<Response> {
    return this.post('/chat/messages', { id, text })
  }

  async messages(after = 0): Promise<ShownMessage[]> {
    const response = await this.get(`/chat/messages?after=${after}`)
    return ((await response.json()) as { messages: ShownMessage[] }).messages
  }

  async fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, this.url), { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split('=')
      if (attributes.includes('Max-Age=0')) this.jar.delete(name)
      else this.jar.set(name, value)
    }
    return response
  }
}

export interface ShownMessage {
  readonly seq: number
  readonly id: string
  readonly from: 'office' | 'me'
  readonly text: string
  readonly choices?: readonly { label: string; token: string }[]
  readonly attachments?: readonly { name: string; type: string; size: number; url: string }[]
}

/** One server-sent event. */
export interface ServerEvent {
  readonly event: string
  readonly id: string
  readonly data: unknown
}

/** Reads the events of a stream until `enough` or the stream's end. */
export const readEvents = async (
  response: Response,
  enough: (events: readonly ServerEvent[], raw: string) => boolean,
): Promise<readonly ServerEvent[]> => {
  const events: ServerEvent[] = []
  let raw = ''
  let rest = ''
  const decoder = new TextDecoder()
  if (response.body === null) return events
  for await (const chunk of response.body) {
    const text = decoder.decode(chunk as Uint8Array, { stream: true })
    raw += text
    rest += text
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      if (block.startsWith(':')) continue
      const fields = new Map(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      )
      events.push({
        event: fields.get('event') ?? '',
        id: fields.get('id') ?? '',
        data: JSON.parse(fields.get('data') ?? 'null'),
      })
    }
    if (enough(events, raw)) break
  }
  return events
}

/** What RFC 9457 wants of every failure. */
export const readProblem = async (response: Response) => {
  const type = response.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`answered ${response.status} as ${type}, not as a problem`)
  const problem = (await response.json()) as {
    type: string
    status: number
    title: string
    detail: string
    code: string
  }
  if (problem.status !== response.status) throw new Error(`says ${problem.status} and is ${response.status}`)
  for (const text of [problem.type, problem.title, problem.detail, problem.code]) {
    if (typeof text !== 'string' || text === '') throw new Error(`is not whole: ${JSON.stringify(problem)}`)
  }
  if (problem.title.startsWith('http.') || problem.detail.startsWith('errors.'))
    throw new Error(`has no words: ${problem.code}`)
  return problem
}
