import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Context, Hono } from 'hono'
import type { Language } from '../../../core/content/content.ts'
import { notFound } from '../../../core/kernel/errors.ts'

/** The words of the page, which come from the content. */
export interface PageTexts {
  title(language: Language): string
  /** Every text of the page by its key, blanks unfilled. */
  texts(language: Language): Readonly<Record<string, string>>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

interface Asset {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer> | undefined
  readonly tag: string
}

/** The page and what it loads, read once from `folder`; only files of known types are served. */
export const pageRoutes = (folder: URL, words: PageTexts, language: (c: Context) => Language): Hono => {
  const template = readFileSync(new URL('chat.html', folder), 'utf8')
  const assets = new Map(
    readdirSync(fileURLToPath(folder)).flatMap((name) => {
      const type = TYPES[extname(name)]
      return type === undefined ? [] : [[name, asset(type, readFileSync(new URL(name, folder)))] as const]
    }),
  )
  const routes = new Hono()

  routes.get('/', (c) => {
    const chosen = language(c)
    const values: Readonly<Record<string, string>> = {
      lang: chosen,
      title: htmlText(words.title(chosen)),
      texts: scriptJson(words.texts(chosen)),
    }
    c.header('Cache-Control', 'private, no-cache')
    c.header('Vary', 'Accept-Language, Cookie')
    return c.html(template.replace(/\{\{(lang|title|texts)\}\}/g, (_whole, name: string) => values[name] ?? ''))
  })

  routes.get('/chat/assets/:name', (c) => {
    const found = assets.get(c.req.param('name'))
    if (found === undefined) throw notFound()
    c.header('ETag', found.tag)
    c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Accept-Encoding')
    if (c.req.header('if-none-match')?.includes(found.tag) === true) return c.body(null, 304)
    c.header('Content-Type', found.type)
    if (found.zipped === undefined || !/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
      return c.body(found.bytes)
    }
    c.header('Content-Encoding', 'gzip')
    return c.body(found.zipped)
  })

  return routes
}

const asset = (type: string, read: Buffer): Asset => {
  const packed = /^(image\/png|font\/)/.test(type)
  return {
    type,
    bytes: new Uint8Array(read),
    zipped: packed ? undefined : new Uint8Array(gzipSync(read)),
    // Weak, since it stands for the packed and the plain bytes alike.
    tag: `W/"${createHash('sha256').update(read).digest('base64url').slice(0, 22)}"`,
  }
}

const htmlText = (text: string): string => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)

/** JSON that can't end the script element it stands in. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
