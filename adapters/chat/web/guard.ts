import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../../../core/kernel/errors.ts'
import type { Limiter } from './limiter.ts'

const CSP =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** What every answer of the web chat tells the browser to keep to. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('content-security-policy')) c.header('Content-Security-Policy', CSP)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Permissions-Policy', 'geolocation=(self), camera=(self)')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
}

/**
 * Only this site's own pages may change anything. Browsers say where a request comes from; whatever says nothing
 * is no browser, and has no cookie of anybody else.
 */
export const sameOrigin = (publicUrl: string): MiddlewareHandler => {
  const own = new URL(publicUrl).host
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const fine =
      site !== undefined ? site === 'same-origin' : origin === undefined || isOwn(origin, [own, c.req.header('host')])
    if (!fine) throw new Refusal('http.cross-site', {}, 403)
    return next()
  }
}

const isOwn = (origin: string, hosts: readonly (string | undefined)[]): boolean =>
  URL.canParse(origin) && hosts.includes(new URL(origin).host)

/** Counts one act. @throws Refusal `http.too-many` with the seconds to wait */
export const within = (limit: Limiter, key: string): void => {
  const wait = limit.take(key)
  if (wait > 0) throw new Refusal('http.too-many', { seconds: Math.ceil(wait / 1_000) }, 429)
}
