// The web chat's server in memory, so that its page can be built and tested without the rest of the house.
// It keeps the whole protocol and can misbehave on purpose.

import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const PAGE = new URL('../../adapters/chat/web/page/', import.meta.url)
const TEXTS = new URL('../../content/texts/', import.meta.url)
const CSP = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'"
const MOST_A_PAGE = 200
const KINDS: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

interface StubChoice {
  label: string
  token: string
  style?: 'primary' | 'danger' | 'plain'
}

export interface StubMessage {
  seq: number
  id: string
  from: 'office' | 'me'
  at: string
  text: string
  choices?: StubChoice[]
  attachments?: { name: string; type: string; size: number; url: string }[]
  wants?: 'text' | 'place' | 'files' | 'date' | 'number' | 'choice'
  edited?: boolean
  sensitive?: boolean
  keep?: boolean
}

const incomingMessage = z.object({
  id: z.uuid(),
  text: z.string().optional(),
  press: z.string().optional(),
  start: z.string().optional(),
  location: z.object({ lat: z.number(), lng: z.number(), accuracy: z.number() }).optional(),
})
type StubIncoming = z.infer<typeof incomingMessage>

/** What the next matching requests get instead of a proper answer. */
export type StubFault =
  | { status: number; title: string; detail: string }
  /** The connection breaks before anything was done. */
  | 'break'
  /** Everything is done, and then the answer is lost. */
  | 'lose-answer'

export interface StubOptions {
  language?: 'zh-CN' | 'en'
  title?: string
  menu?: { label: string; token: string; hint?: string }[]
  /** Answers what the person sent; by default nobody answers. */
  answer?: (stub: WebChatStub, incoming: StubIncoming) => void
}

export type WebChatStub = Awaited<ReturnType<typeof startWebChatStub>>

/** Starts on a free port of this machine. */
export async function startWebChatStub(options: StubOptions = {}) {
  const messages: StubMessage[] = []
  const streams = new Set<ServerResponse>()
  const files = new Map<string, { type: string; body: Buffer }>()
  const requests: { method: string; path: string; body: unknown }[] = []
  const faults: { request: string; fault: StubFault }[] = []
  const labels = new Map<string, string>()
  let language: string = options.language ?? 'zh-CN'
  let cleared = 0
  let lastSeq = 0
  let streaming = true
  let latency = 0

  function broadcast(event: string, data: unknown, seq: number) {
    for (const stream of streams) stream.write(`event: ${event}\nid: ${seq}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  function add(message: Omit<StubMessage, 'seq' | 'at'> & { at?: string }): StubMessage {
    lastSeq += 1
    const whole: StubMessage = { at: new Date().toISOString(), ...message, seq: lastSeq }
    for (const choice of whole.choices ?? []) labels.set(choice.token, choice.label)
    messages.push(whole)
    broadcast('message', whole, whole.seq)
    return whole
  }

  /** Own words enter once, however often they are sent. */
  function addOwn(id: string, text: string, attachments?: StubMessage['attachments']): { seq: number; again: boolean } {
    const known = messages.find((message) => message.id === id)
    if (known) return { seq: known.seq, again: true }
    return { seq: add({ id, from: 'me', text, ...(attachments ? { attachments } : {}) }).seq, again: false }
  }

  const stub = {
    url: '',
    messages,
    requests,
    /** The office says something; returns it with its number. */
    say(message: Partial<StubMessage> & { text: string }): StubMessage {
      return add({ id: `office-${lastSeq + 1}`, from: 'office', ...message })
    },
    /** Something the person said before this page was opened. */
    sayAsMe(message: Partial<StubMessage> & { text: string }): StubMessage {
      return add({ id: `past-${lastSeq + 1}`, from: 'me', ...message })
    },
    edit(seq: number, change: Partial<StubMessage>) {
      const message = messages.find((each) => each.seq === seq)
      if (message) broadcast('edit', Object.assign(message, change, { edited: true }), seq)
    },
    clear(upTo: number) {
      cleared = upTo
      messages.splice(0, messages.length, ...messages.filter((message) => message.seq > upTo))
      broadcast('clear', { upTo }, upTo)
    },
    /** Sends an event twice, as a repeated delivery would. */
    repeat(seq: number) {
      const message = messages.find((each) => each.seq === seq)
      if (message) broadcast('message', message, seq)
    },
    addFile(name: string, type: string, body: Buffer) {
      files.set(name, { type, body })
      return { name, type, size: body.length, url: `/chat/files/${encodeURIComponent(name)}` }
    },
    /** The next such request, `POST /chat/messages` for one, goes wrong in this way; call again for more. */
    fault(request: string, fault: StubFault) {
      faults.push({ request, fault })
    },
    /** Nothing goes wrong any more. */
    heal() {
      faults.length = 0
    },
    stopStreams() {
      streaming = false
      for (const stream of streams) stream.destroy()
    },
    allowStreams() {
      streaming = true
    },
    setLatency(ms: number) {
      latency = ms
    },
    async close() {
      for (const stream of streams) stream.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) problem(response, 500, 'stub', String(error))
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://stub')
    const method = request.method ?? 'GET'
    const body = await bodyOf(request)
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency))
    if (url.pathname === '/') return page(response)
    if (url.pathname.startsWith('/chat/assets/')) return asset(response, url.pathname.slice('/chat/assets/'.length))
    const isForm = request.headers['content-type']?.startsWith('multipart/') ?? false
    const json: unknown = isForm || body.length === 0 ? null : JSON.parse(body.toString())
    requests.push({ method, path: url.pathname, body: json })
    if (url.pathname === '/chat/session') {
      response.setHeader('set-cookie', 'chat=stub; HttpOnly; SameSite=Strict; Path=/')
      return send(response, 200, { ok: true })
    }
    if (!request.headers.cookie?.includes('chat=stub')) return problem(response, 401, 'No session', '')
    const index = faults.findIndex((each) => each.request === `${method} ${url.pathname}`)
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
    if (fault === 'break') return request.socket.destroy()
    if (typeof fault === 'object') return problem(response, fault.status, fault.title, fault.detail)
    const target = fault === 'lose-answer' ? null : response
    await act(method, url, json, isForm ? { request, body } : null, target)
    if (target === null) request.socket.destroy()
  }

  async function act(
    method: string,
    url: URL,
    json: unknown,
    form: { request: IncomingMessage; body: Buffer } | null,
    response: ServerResponse | null,
  ) {
    switch (`${method} ${url.pathname}`) {
      case 'GET /chat/messages': {
        const after = Number(url.searchParams.get('after'))
        const page = messages.filter((message) => message.seq > after).slice(0, MOST_A_PAGE)
        return send(response, 200, { messages: page, ...(cleared > 0 ? { cleared } : {}) })
      }
      case 'GET /chat/events':
        return stream(response)
      case 'GET /chat/menu':
        for (const item of options.menu ?? []) labels.set(item.token, item.label)
        return send(response, 200, { items: options.menu ?? [] })
      case 'POST /chat/messages': {
        const incoming = incomingMessage.parse(json)
        // The payload of a link is heard and not shown.
        if (incoming.start !== undefined) {
          send(response, 202, {})
          options.answer?.(stub, incoming)
          return
        }
        const place = incoming.location ? `${incoming.location.lat}, ${incoming.location.lng}` : ''
        const own = addOwn(incoming.id, incoming.text ?? labels.get(incoming.press ?? '') ?? place)
        send(response, 202, { seq: own.seq })
        if (!own.again) options.answer?.(stub, incoming)
        return
      }
      case 'POST /chat/files':
        if (form) await takeFile(form.request, form.body, response)
        return
      case 'POST /chat/language':
        language = z.object({ language: z.string() }).parse(json).language
        return send(response, 200, { ok: true })
      case 'POST /chat/forget':
        messages.length = 0
        response?.setHeader('set-cookie', 'chat=; Path=/; Max-Age=0')
        return send(response, 200, { ok: true })
    }
    const file = files.get(decodeURIComponent(url.pathname.slice('/chat/files/'.length)))
    if (!file || !response) return problem(response, 404, 'Not found', '')
    response.writeHead(200, { 'content-type': file.type, 'x-content-type-options': 'nosniff' }).end(file.body)
  }

  async function takeFile(request: IncomingMessage, body: Buffer, response: ServerResponse | null) {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData()
    const file = form.get('file')
    if (!(file instanceof File)) return problem(response, 400, 'No file', '')
    const kept = stub.addFile(file.name, file.type, Buffer.from(await file.arrayBuffer()))
    const own = addOwn(String(form.get('id')), String(form.get('caption') ?? ''), [kept])
    send(response, 202, { seq: own.seq })
  }

  function stream(response: ServerResponse | null) {
    if (!response || !streaming) return problem(response, 503, 'No stream', '')
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': beat\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  async function page(response: ServerResponse) {
    const template = await readFile(new URL('chat.html', PAGE), 'utf8')
    const known = language === 'en' ? 'en' : 'zh-CN'
    const texts: unknown = parse(await readFile(new URL(`${known}/web-chat.yaml`, TEXTS), 'utf8'))
    const values: Record<string, string> = {
      lang: language,
      title: options.title ?? '安和县联系点',
      texts: JSON.stringify(texts).replaceAll('<', '\\u003c'),
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP })
    response.end(template.replace(/\{\{(lang|title|texts)\}\}/g, (_whole, name: string) => values[name] ?? ''))
  }

  async function asset(response: ServerResponse, name: string) {
    const kind = KINDS[extname(name)]
    if (!kind || name.includes('/')) return problem(response, 404, 'Not found', name)
    response.writeHead(200, { 'content-type': kind, 'cache-control': 'no-cache' })
    response.end(await readFile(new URL(name, PAGE)))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stub has no port')
  stub.url = `http://127.0.0.1:${address.port}/`
  return stub
}

function send(response: ServerResponse | null, status: number, body: unknown) {
  response?.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function problem(response: ServerResponse | null, status: number, title: string, detail: string) {
  response
    ?.writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', status, title, detail }))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
