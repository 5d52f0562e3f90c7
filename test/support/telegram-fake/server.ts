import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Body, parseBody, readBytes } from './body.ts'
import { Failure } from './failure.ts'
import { unauthorized } from './faults.ts'
import type { Outcome } from './gateway.ts'

/** What the HTTP side asks of the fake. */
export type Service = {
  /** Whether the token in the address is the bot's and was not revoked. */
  admits(token: string): boolean
  call(method: string, readBody: () => Body, signal: AbortSignal): Promise<Outcome>
  download(path: string): Promise<Uint8Array | Failure | 'dropped'>
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

function sendFailure(response: ServerResponse, { code, message, parameters }: Failure): void {
  sendJson(response, code, { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) })
}

function sendOutcome(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'dropped') request.socket.destroy()
  else if ('failure' in outcome) sendFailure(response, outcome.failure)
  else sendJson(response, 200, { ok: true, result: outcome.result })
}

/** Ends when the caller hangs up before it got an answer. */
function hangUp(response: ServerResponse): AbortSignal {
  const aborter = new AbortController()
  response.once('close', () => response.writableFinished || aborter.abort())
  return aborter.signal
}

async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, area, token, rest] = /^\/(file\/bot|bot)([^/]+)\/(.+)$/.exec(url.pathname) ?? []
  const signal = hangUp(response)
  const bytes = await readBytes(request).catch((error: unknown) => error)
  if (area === undefined || token === undefined || rest === undefined)
    return sendFailure(response, new Failure(404, 'Not Found'))
  if (!service.admits(decodeURIComponent(token))) return sendFailure(response, unauthorized())
  if (area === 'file/bot') {
    const file = await service.download(decodeURIComponent(rest))
    if (file === 'dropped') request.socket.destroy()
    else if (file instanceof Failure) sendFailure(response, file)
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file)
    return
  }
  const readBody = () => {
    if (!Buffer.isBuffer(bytes)) throw bytes
    return parseBody(bytes, request.headers['content-type'] ?? '', url.searchParams)
  }
  sendOutcome(request, response, await service.call(rest, readBody, signal))
}

/** Listens on a free port of this machine. */
export async function listen(service: Service): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(service, request, response).catch(() => request.socket.destroy())
  })
  // Longer than any test: a connection closed for idleness would look like a fault that nobody asked for.
  server.keepAliveTimeout = 600_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { server, port: address.port }
}

const PATIENCE = 250

/**
 * Frees the port. Answers that are nearly out may still leave: a test sees a message before its bot sees the answer,
 * and must not have to wait for that.
 */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE)
  const tidy = setInterval(() => server.closeIdleConnections(), 5)
  await closed
  clearTimeout(impatient)
  clearInterval(tidy)
}
