import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { TokenHolder } from '../../core/access/index.ts'
import type { Application } from '../../core/kernel/application.ts'
import { Invalid, notFound, Refusal } from '../../core/kernel/errors.ts'
import { bearer } from './bearer.ts'
import { API_ROOT, type Exposed, exposedOperations } from './exposed.ts'
import { openApiDocument } from './openapi.ts'
import { WrongMethod, WrongType } from './problems.ts'
import { inputFrom } from './query-string.ts'
import { type Repetition, repetition } from './repetition.ts'

export interface ApiParts {
  readonly application: Application
  /** Where the API is reached from outside, for its document. */
  readonly publicUrl: string
  /** Of this program. */
  readonly version: string
  /** Of one request's body; 2 MB where absent. */
  readonly mostBytes?: number
}

export interface Api {
  readonly routes: Hono
  /** Forgets old idempotency keys; returns how many. */
  prune(): Promise<number>
}

/** The holder stands there once the token was looked up. */
interface Env {
  Variables: { holder?: TokenHolder }
}

const MEGABYTE = 1024 * 1024

/** Every operation under `/api/v1/<name>`: commands by POST, queries by GET or POST. */
export const api = ({ application, publicUrl, version, mostBytes = 2 * MEGABYTE }: ApiParts): Api => {
  const { store, clock, services } = application.parts
  const exposed = exposedOperations(application.operations.values())
  const repeated = repetition({ store, clock, seal: services.seal })
  // Made when it is first asked for: nobody should wait for it at the start.
  let document: string | undefined
  const routes = new Hono<Env>()

  routes.use('/api/*', async (c, next) => {
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    c.header('Referrer-Policy', 'no-referrer')
  })
  routes.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(openApiDocument(exposed.values(), { publicUrl, version }))
    c.header('Content-Type', 'application/json')
    return c.body(document)
  })
  routes.use(`${API_ROOT}/:operation`, async (c, next) => {
    const { mostBytes: own } = exposed.get(c.req.param('operation'))?.operation ?? {}
    // What is long is read only of whoever may ask at all.
    if (own !== undefined) c.set('holder', await bearer(application, c.req.header('authorization')))
    const maxSize = own ?? mostBytes
    const onError = () => {
      throw new Refusal('http.too-large', { megabytes: Math.floor(maxSize / MEGABYTE) }, 413)
    }
    return bodyLimit({ maxSize, onError })(c, next)
  })
  routes.all(`${API_ROOT}/:operation`, async (c) => {
    const name = c.req.param('operation')
    const found = exposed.get(name)
    if (found === undefined) throw notFound('http.no-operation', { operation: name.slice(0, 80) })
    const methods = found.operation.kind === 'query' ? ['GET', 'POST'] : ['POST']
    if (!methods.includes(c.req.method) && !(c.req.method === 'HEAD' && methods.includes('GET'))) {
      throw new WrongMethod(methods.join(', '))
    }
    return answer(c, application, found, repeated)
  })

  return { routes: new Hono().route('/', routes), prune: () => repeated.prune() }
}

const answer = async (c: Context<Env>, application: Application, found: Exposed, repeated: Repetition) => {
  const { operation, parameters } = found
  const holder = c.get('holder') ?? (await bearer(application, c.req.header('authorization')))
  const asked = c.req.method !== 'POST'
  const input = asked ? inputFrom(new URL(c.req.url).searchParams, parameters) : await bodyOf(c)
  const header = operation.kind === 'command' ? c.req.header('idempotency-key') : undefined
  const key = header === undefined ? undefined : await repeated.keyFor(holder.id, header, operation.name, input)
  const output: unknown = await application.byName(operation.name, input, holder.actor, key)
  c.header('Cache-Control', 'no-store')
  const next = asked ? nextOf(output) : undefined
  if (next !== undefined) c.header('Link', `<${nextPage(c, next)}>; rel="next"`)
  return c.json(output as object)
}

const bodyOf = async (c: Context<Env>): Promise<unknown> => {
  const text = await c.req.text()
  if (text === '') return {}
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/(json|[\w.-]+\+json) *(;|$)/i.test(type)) throw new WrongType()
  try {
    return JSON.parse(text)
  } catch {
    throw new Invalid([{ path: '·', message: 'is not JSON' }])
  }
}

/** Where the next page of an answer begins: queries that come in pages name it `next`. */
const nextOf = (output: unknown): string | undefined =>
  typeof output === 'object' && output !== null && 'next' in output && typeof output.next === 'string'
    ? output.next
    : undefined

const nextPage = (c: Context<Env>, next: string): string => {
  const url = new URL(c.req.url)
  url.searchParams.set('after', next)
  return `${url.pathname}?${url.searchParams}`
}
