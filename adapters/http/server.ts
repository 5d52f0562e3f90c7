import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { MINUTE, SECOND } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { Problems } from './problems.ts'

/** Takes a request as node's own server gives it, as the platforms' libraries want it. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown

export interface HttpParts {
  /** `HTTP_HOST` and `HTTP_PORT`; port 0 takes a free one. */
  readonly host: string
  readonly port: number
  readonly logger: Logger
  readonly problems: Problems
  /** Each at the root, in this order. */
  readonly routes: readonly Hono[]
  /** Called once when the server begins to stop, so that what would never end by itself is ended. */
  readonly stopping?: () => void
}

export interface HttpServer {
  /** Such as `http://127.0.0.1:8080/`. */
  readonly url: string
  /** Gives every request to exactly `path` to `handler`. */
  mount(path: string, handler: NodeHandler): void
  /** Takes nothing new, lets the requests that run finish for ten seconds, and closes. */
  stop(): Promise<void>
}

/** The server can't listen where it should; the message says what to do. */
export class CannotListen extends Error {
  override name = 'CannotListen'
}

const GRACE = 10 * SECOND
/** A phone in a valley may need long for a photo; whoever is silent for `SILENCE` is gone. */
const WHOLE_REQUEST = 10 * MINUTE
const SMALL_REQUEST = 30 * SECOND
const SILENCE = MINUTE
const HEADERS = 15 * SECOND

/** Serves `routes` until stopped. @throws CannotListen */
export const startHttp = async (parts: HttpParts): Promise<HttpServer> => {
  const app = new Hono()
  app.onError(parts.problems.onError)
  app.notFound(parts.problems.notFound)
  for (const routes of parts.routes) app.route('/', routes)
  const mounts = new Map<string, NodeHandler>()
  let stopped = false
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  const server = createServer(
    { headersTimeout: HEADERS, requestTimeout: WHOLE_REQUEST, connectionsCheckingInterval: 5 * SECOND },
    (request, response) => {
      endSlowRequest(request)
      if (stopped) response.setHeader('Connection', 'close')
      const mounted = mounts.get(pathOf(request))
      if (mounted === undefined) void listener(request, response)
      else void takeMounted(mounted, request, response, parts.logger)
    },
  )
  server.timeout = SILENCE
  server.maxHeadersCount = 100
  await listen(server, parts)

  return {
    url: urlOf(server.address() as AddressInfo, parts.host), // listens on a port, so it is no pipe's name
    mount: (path, handler) => {
      mounts.set(path, handler)
    },
    stop: async () => {
      if (stopped) return
      stopped = true
      const closed = new Promise((resolve) => server.close(resolve))
      parts.stopping?.()
      // Connections are kept open between requests: each is closed as soon as its last answer is out.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const force = setTimeout(() => server.closeAllConnections(), GRACE)
      await closed
      clearInterval(sweep)
      clearTimeout(force)
    },
  }
}

/**
 * The network address of the client. Behind a proxy (`proxied`) it is the one that the proxy itself added last;
 * what a client claims before it is not believed.
 */
export const clientOf =
  (proxied: boolean) =>
  (c: Context): string => {
    const direct = getConnInfo(c).remote.address ?? ''
    if (!proxied) return direct
    return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || direct
  }

/** Only files may take long to arrive. */
const endSlowRequest = (request: IncomingMessage): void => {
  if (request.headers['content-type']?.startsWith('multipart/') === true) return
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy()
  }, SMALL_REQUEST)
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/'

const takeMounted = async (
  handler: NodeHandler,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
): Promise<void> => {
  try {
    await handler(request, response)
  } catch (error) {
    logger.error('webhook.failed', { path: pathOf(request).split('/')[1] ?? '' }, error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

const listen = (server: Server, { host, port, logger }: HttpParts): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(whyNot(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      server.on('error', (error) => logger.error('http.failed', {}, error))
      resolve()
    })
  })

const whyNot = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is in use by another program. Stop it, or set HTTP_PORT to a free port, such as HTTP_PORT=${port + 1}.`,
    EACCES: `This user may not listen on port ${port}. Set HTTP_PORT to a port above 1023, such as HTTP_PORT=8080.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HTTP_HOST to one of its addresses, such as HTTP_HOST=127.0.0.1.`,
    ENOTFOUND: `Nobody knows the address ${host}. Set HTTP_HOST to one of this machine, such as HTTP_HOST=127.0.0.1.`,
  }
  const cure = cures[error.code ?? '']
  return cure === undefined ? error : Object.assign(new CannotListen(cure), { cause: error })
}

const urlOf = ({ address, port, family }: AddressInfo, host: string): string => {
  const everywhere = address === '0.0.0.0' || address === '::'
  const name = everywhere ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : host
  return `http://${name}:${port}/`
}
