import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { Refusal } from '../../core/kernel/errors.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { type CollectionSpec, type Document, DuplicateKey, type Store } from '../../core/ports/store.ts'
import type { Metrics } from './metrics.ts'
import { NotReady } from './problems.ts'

/** Resolves while all is well; what it throws is logged, and its name is told. */
export type Check = () => Promise<void>

export interface HealthParts {
  /** By name, such as `store`, `content`, `channels`. */
  readonly checks: Readonly<Record<string, Check>>
  /** What does not stop this process from serving, but should be known: such as `channel telegram refused`. */
  readonly warnings?: () => Promise<readonly string[]>
  readonly metrics: Metrics
  /** `METRICS_TOKEN`: without it metrics are for this machine alone. */
  readonly metricsToken?: string
  readonly logger: Logger
}

/** How long one check may take, in milliseconds. */
const PATIENCE = 3_000

/** `/healthz`, `/readyz` and `/metrics`. */
export const healthRoutes = ({ checks, warnings, metrics, metricsToken, logger }: HealthParts): Hono => {
  const routes = new Hono()

  routes.get('/healthz', (c) => c.json({ status: 'alive' }))

  routes.get('/readyz', async (c) => {
    const failed: string[] = []
    for (const [name, check] of Object.entries(checks)) {
      try {
        await withPatience(check())
      } catch (error) {
        failed.push(name)
        logger.warn('not-ready', { check: name, why: error instanceof Error ? error.message : 'unknown' })
      }
    }
    if (failed.length > 0) throw new NotReady(failed)
    c.header('Cache-Control', 'no-store')
    const known = await warnings?.()
    const warned = known === undefined || known.length === 0 ? {} : { warnings: known }
    return c.json({ status: 'ready', checks: Object.keys(checks), ...warned })
  })

  routes.get('/metrics', async (c) => {
    if (!mayRead(c, metricsToken)) throw new Refusal('http.metrics-closed', {}, 403)
    c.header('Content-Type', metrics.registry.contentType)
    return c.body(await metrics.registry.metrics())
  })

  return routes
}

/** With a token, whoever has it; without, whoever sits on this machine and did not come through a proxy. */
const mayRead = (c: Context, token: string | undefined): boolean => {
  if (token !== undefined) return same(c.req.header('authorization') ?? '', `Bearer ${token}`)
  if (c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined) return false
  return /^(127\.|::1$|::ffff:127\.)/.test(getConnInfo(c).remote.address ?? '')
}

/** Takes the same time however much of it is right. */
const same = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const withPatience = async (check: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), PATIENCE)
  })
  try {
    await Promise.race([check, late])
  } finally {
    clearTimeout(timer)
  }
}

interface Probe extends Document {
  readonly at: number
}
export const PROBES: CollectionSpec = { name: 'health', indexes: [] }

/** Checks that `store` reads and writes. Asked often, it looks once in five seconds, so that it costs no disk. */
export const storeCheck = (store: Store): Check => {
  const probes = store.collection<Probe>(PROBES)
  let fineUntil = 0
  return async () => {
    if (Date.now() < fineUntil) return
    const before = await probes.get('probe')
    const at = Date.now()
    // When another process wrote at the same moment, the store takes writes.
    if (before === undefined) await probes.insert({ id: 'probe', version: 1, at }).catch(ignoreDuplicate)
    else await probes.replace({ ...before, version: before.version + 1, at })
    fineUntil = Date.now() + 5_000
  }
}

const ignoreDuplicate = (error: unknown): void => {
  if (!(error instanceof DuplicateKey)) throw error
}
