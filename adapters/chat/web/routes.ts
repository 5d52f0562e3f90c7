import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { LANGUAGES } from '../../../core/content/content.ts'
import { Refusal } from '../../../core/kernel/errors.ts'
import { Unavailable } from '../../../core/ports/channel.ts'
import { DAY, MINUTE, SECOND } from '../../../core/ports/clock.ts'
import { MAX_FILE_BYTES } from '../../../core/ports/files.ts'
import { bytesOf, fileOf, handOut } from './attachments.ts'
import { KEPT_DAYS } from './channel.ts'
import { type StreamLimits, Streams } from './events.ts'
import { safeHeaders, sameOrigin, within } from './guard.ts'
import { limiter } from './limiter.ts'
import { pageRoutes } from './page.ts'
import type { WebChatParts } from './parts.ts'
import { checked, readJson, readSaid } from './said.ts'
import type { Session } from './sessions.ts'
import { shown } from './shown.ts'
import { Taking } from './taking.ts'

interface Env {
  Variables: { session: Session }
}

const MOST_A_PAGE = 200
const MOST_JSON_BYTES = 256 * 1024
/** What multipart adds around a file and its words. */
const ENVELOPE_BYTES = 128 * 1024
const STREAMS: StreamLimits = { perSession: 4, inAll: 2_000, lookEvery: 2 * SECOND, beatEvery: 20 * SECOND }

/**
 * The web chat's page and everything that it asks for. Expected failures are thrown as the core's refusals: whoever
 * mounts these routes turns them into answers.
 */
export const webChatRoutes = (parts: WebChatParts): Hono => {
  const { channel, language } = parts
  const { inbox } = channel
  const secure = new URL(parts.publicUrl).protocol === 'https:'
  // The prefix keeps other sites of the same domain from setting it.
  const cookie = secure ? '__Host-chat' : 'chat'
  const cookieSettings = { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const
  const maxAge = (KEPT_DAYS * DAY) / SECOND
  const time = () => Date.parse(parts.clock.now())
  const newSessions = limiter(30, MINUTE, time)
  const messages = limiter(60, MINUTE, time)
  const streams = new Streams(channel, parts.logger, { ...STREAMS, ...parts.streams })
  const taking = new Taking(parts)

  const withSession = createMiddleware<Env>(async (c, next) => {
    const session = await inbox.sessions.find(getCookie(c, cookie))
    if (session === undefined) throw new Refusal('http.no-session', {}, 401)
    c.set('session', session)
    c.header('Cache-Control', 'no-store')
    await next()
  })
  const atMost = (bytes: number) =>
    bodyLimit({
      maxSize: bytes,
      onError: () => {
        throw new Refusal('http.too-large', { megabytes: Math.max(1, Math.floor(bytes / 1024 / 1024)) }, 413)
      },
    })
  const small = atMost(MOST_JSON_BYTES)

  const routes = new Hono<Env>()
  routes.use(safeHeaders, sameOrigin(parts.publicUrl))
  routes.route('/', pageRoutes(parts.page ?? new URL('page/', import.meta.url), parts.words, language.of))

  routes.post('/chat/session', small, async (c) => {
    const token = getCookie(c, cookie)
    if (token !== undefined && (await inbox.sessions.find(token)) !== undefined) {
      setCookie(c, cookie, token, { ...cookieSettings, maxAge })
      return c.json({ ok: true })
    }
    within(newSessions, parts.clientOf(c))
    const made = await inbox.sessions.create()
    setCookie(c, cookie, made.token, { ...cookieSettings, maxAge })
    return c.json({ ok: true })
  })

  routes.get('/chat/messages', withSession, async (c) => {
    const { id, cleared } = c.var.session
    const after = checked(Seq, c.req.query('after') ?? '0')
    const found = await inbox.after(id, Math.max(after, cleared), MOST_A_PAGE)
    return c.json({ messages: found.map(shown), ...(cleared > 0 ? { cleared } : {}) })
  })

  routes.get('/chat/events', withSession, (c) => {
    if (streams.full) throw new Unavailable('too many streams are open')
    const resume = checked(Seq, c.req.header('last-event-id') || '0')
    return streams.answer(c, c.var.session, Math.max(resume, checked(Seq, c.req.query('after') ?? '0')))
  })

  routes.post('/chat/messages', withSession, small, async (c) => {
    const { session } = c.var
    const said = await readSaid(c.req)
    within(messages, session.id)
    const seq = await taking.said(session, said, language.of(c))
    return c.json({ seq }, 202)
  })

  routes.post('/chat/files', withSession, atMost(MAX_FILE_BYTES + ENVELOPE_BYTES), async (c) => {
    const { session } = c.var
    within(messages, session.id)
    const seq = await taking.parcel(session, c.req, { client: parts.clientOf(c), language: language.of(c) })
    return c.json({ seq }, 202)
  })

  routes.get('/chat/files/:name', withSession, async (c) => {
    const file = await fileOf(inbox, c.var.session, c.req.param('name'))
    return handOut(c, file, await bytesOf(parts, file))
  })

  routes.get('/chat/menu', withSession, async (c) =>
    c.json({ items: await parts.menu(c.var.session.address, language.of(c)) }),
  )

  routes.post('/chat/language', withSession, small, async (c) => {
    const chosen = checked(Choosing, await readJson(c.req)).language
    await parts.languageChosen?.(c.var.session.address, chosen)
    setCookie(c, language.cookie, chosen, { ...cookieSettings, sameSite: 'Lax', maxAge: (365 * DAY) / SECOND })
    return c.json({ ok: true })
  })

  routes.post('/chat/forget', small, async (c) => {
    const session = await inbox.sessions.find(getCookie(c, cookie))
    if (session !== undefined) await inbox.forget(session.id)
    deleteCookie(c, cookie, cookieSettings)
    deleteCookie(c, language.cookie, { path: '/', secure })
    return c.json({ ok: true })
  })

  return routes as unknown as Hono // what the routes keep in a request is their own affair
}

const Seq = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a number of a message')
  .transform(Number)
const Choosing = z.object({ language: z.enum(LANGUAGES) })
