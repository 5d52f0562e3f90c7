import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { calendarOf } from '../../core/calendar/content.ts'
import type { Actor } from '../../core/kernel/actor.ts'
import type { Application } from '../../core/kernel/application.ts'
import { Refusal, unlessRefused } from '../../core/kernel/errors.ts'
import { checkFile, type Finding, keys, MOST_CHARACTERS, verify } from '../../core/pledges/index.ts'
import { type Html, languageOf, page, pagePartsOf, type Say, sayIn } from './page-layout.ts'

/** Nobody signs in here: whoever holds a receipt may check it. */
const ANYBODY: Actor = { kind: 'citizen' }
/** A character of UTF-8 takes at most this many bytes, and the form around it a little. */
const MOST_BYTES = 4 * MOST_CHARACTERS

/** `/verify`: checks the receipt of a pledge, by its code or by its file. Works without a script. */
export const verifyPages = (application: Application): Hono => {
  const parts = pagePartsOf(application)
  const calendar = calendarOf(application.parts.services.content)
  const routes = new Hono()
  const ask = (c: Context, say: Say): Html => html`
<h2 id="by-file">${say('verify.by-file')}</h2>
<p class="soft">${say('verify.by-file-how')}</p>
<form method="post" action="/verify?lang=${languageOf(c)}" enctype="multipart/form-data" aria-labelledby="by-file">
<label for="file">${say('verify.file')}</label>
<input type="file" id="file" name="file" accept=".json,application/json">
<label for="text">${say('verify.text')}</label>
<textarea id="text" name="text" spellcheck="false" autocomplete="off"></textarea>
<button>${say('verify.check')}</button>
</form>
<p class="soft">${say('verify.keys')} <a href="/verify/keys.json">keys.json</a></p>`
  const show = (c: Context, say: Say, verdict: Html, more: Html | string = '', status: 200 | 404 | 422 = 200) =>
    page(c, parts, { title: say('verify.title'), body: html`${verdict}${more}${ask(c, say)}`, status })

  routes.get('/verify', (c) => {
    const say = sayIn(parts, languageOf(c))
    return show(c, say, html`<p>${say('verify.welcome')}</p>`)
  })

  routes.get('/verify/keys.json', async (c) => {
    c.header('X-Content-Type-Options', 'nosniff')
    return c.json(await application.execute(keys, {}, ANYBODY))
  })

  routes.get('/verify/:id', async (c) => {
    const say = sayIn(parts, languageOf(c))
    const found = await unlessRefused(() =>
      application.execute(verify, { receipt: c.req.param('id').slice(0, 60) }, ANYBODY),
    )
    if (found === undefined) return show(c, say, verdictOf('wrong', say('verify.unknown')), '', 404)
    const { open, number, signedAt, publicKey, whole, ours, found: changed } = found
    const verdict = !whole
      ? verdictOf('wrong', say('verify.not-whole'))
      : ours
        ? verdictOf('right', say('verify.whole'))
        : verdictOf('unsure', say('verify.whole-other-key'))
    const rows: readonly (readonly [string, string])[] = [
      ...(open === undefined
        ? []
        : ([
            [say('verify.what'), open.title],
            [say('verify.who'), open.name ?? say('verify.name-hidden')],
            [say('verify.unit'), open.unit ?? ''],
          ] as const)),
      [say('verify.when'), calendar.dayAt(signedAt)],
      [say('verify.number'), String(number)],
      [say('verify.key'), publicKey],
    ]
    const hidden = open === undefined ? html`<p class="soft">${say('verify.private')}</p>` : ''
    return show(c, say, verdict, html`${whole ? '' : changes(say, changed, undefined)}${list(rows)}${hidden}`)
  })

  routes.post('/verify', bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge }), async (c) => {
    const say = sayIn(parts, languageOf(c))
    const file = await written(c)
    if (file === '') return show(c, say, verdictOf('wrong', say('verify.nothing')), '', 422)
    const checked = await unlessRefused(() => application.execute(checkFile, { file }, ANYBODY))
    if (checked === undefined) return show(c, say, verdictOf('wrong', say('errors.pledges.no-receipt')), '', 422)
    const { found, ours, receipts, parts: said, publicKey } = checked
    if (found.length > 0)
      return show(
        c,
        say,
        verdictOf('wrong', say('verify.changed')),
        html`${changes(say, found, said)}${saidIn(say, calendar.dayAt, said)}`,
      )
    const right = receipts === 1 ? say('verify.file-whole') : say('verify.chain-whole', { count: receipts })
    const verdict = ours ? verdictOf('right', right) : verdictOf('unsure', say('verify.file-other-key', { publicKey }))
    return show(c, say, verdict, saidIn(say, calendar.dayAt, said))
  })
  return routes
}

const tooLarge = (): never => {
  throw new Refusal('http.too-large', { megabytes: MOST_BYTES / 1_000_000 }, 413)
}

/** What was chosen or pasted: a file goes before words. */
const written = async (c: Context): Promise<string> => {
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, never>) // no form at all is an empty one
  const { file, text } = body as { readonly file?: string | File; readonly text?: string | File }
  const given = typeof file === 'string' || file === undefined || file.size === 0 ? text : file
  const words = typeof given === 'string' || given === undefined ? (given ?? '') : await given.text()
  return words.trim().slice(0, MOST_CHARACTERS)
}

/** Read aloud as soon as the page is there. */
const verdictOf = (kind: 'right' | 'wrong' | 'unsure', words: string): Html =>
  html`<p class="verdict ${kind}" role="status">${words}</p>`

const list = (rows: readonly (readonly [string, string])[]): Html =>
  html`<dl class="card">${rows.filter(([, value]) => value !== '').map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`

type Said = Readonly<Record<string, string>> | undefined

const changes = (say: Say, found: readonly Finding[], said: Said): Html =>
  html`<div class="card"><h2>${say('verify.what-changed')}</h2><ul>${found.map(({ kind, name }) => html`<li>${changeIn(say, kind, name, said)}</li>`)}</ul></div>`

const changeIn = (say: Say, kind: Finding['kind'], name: string, said: Said): string => {
  const now = said?.[name]
  const part = partNamed(say, name)
  return kind === 'changed' && now !== undefined
    ? say('verify.found-changed-now', { part, now })
    : say(`verify.found-${kind}`, { part })
}

const NAMED = [
  'id',
  'number',
  'previous',
  'signedAt',
  'channel',
  'office',
  'person',
  'name',
  'unit',
  'post',
  'template',
]
const ALSO = ['version', 'title', 'textHash', 'how']

/** `text 3` as people call it. */
const partNamed = (say: Say, name: string): string => {
  const line = /^text (\d+)$/.exec(name)?.[1]
  if (line !== undefined) return say('verify.part-text', { line })
  const value = /^value (.+)$/.exec(name)?.[1]
  if (value !== undefined) return say('verify.part-value', { name: value })
  return [...NAMED, ...ALSO].includes(name) ? say(`verify.part-${name}`) : name
}

/** What the receipt itself says, whatever is to be believed of it. */
const saidIn = (say: Say, dayAt: (instant: string) => string, said: Said): Html | string => {
  if (said === undefined) return ''
  const { title = '', name = '', unit = '', post = '', signedAt = '', number = '' } = said
  const lines = Object.entries(said)
    .filter(([part]) => part.startsWith('text '))
    .sort(([a], [b]) => Number(a.slice(5)) - Number(b.slice(5)))
  return html`<h2>${say('verify.says')}</h2>
${list([
  [say('verify.what'), title],
  [say('verify.who'), name],
  [say('verify.unit'), `${unit} ${post}`.trim()],
  [say('verify.when'), Number.isNaN(Date.parse(signedAt)) ? signedAt : dayAt(signedAt)],
  [say('verify.number'), number],
])}
<div class="card" lang="zh-CN">${lines.map(([, line]) => html`<p>${line}</p>`)}</div>`
}
