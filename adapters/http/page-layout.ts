import type { Context } from 'hono'
import { html } from 'hono/html'
import { LANGUAGES, type Language } from '../../core/content/content.ts'
import { inLanguage } from '../../core/content/localized.ts'
import { Office } from '../../core/content/office.ts'
import type { Application } from '../../core/kernel/application.ts'
import type { Params } from '../../core/kernel/errors.ts'
import { requestLanguage } from './language.ts'

/** Pages without a script: what can't be asked of another server or by a script can't be stolen by one either. */
const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

export type Html = ReturnType<typeof html>
export type Say = (key: string, params?: Params) => string

/** What every public page needs to know of the office. */
export interface PageParts {
  readonly say: (language: Language, key: string, params?: Params) => string
  readonly office: (language: Language) => string
}

export const pagePartsOf = ({ parts: { services } }: Application): PageParts => {
  const { content } = services
  return {
    say: (language, key, params) => content.say(language, key, params),
    office: (language) => inLanguage(content.only(Office).name, language),
  }
}

/** The language that the address names, or else the one that was chosen before or that the browser prefers. */
export const languageOf = (c: Context): Language =>
  LANGUAGES.find((each) => each === c.req.query('lang')) ?? requestLanguage(c)

/** `key` in the language of the page. */
export const sayIn =
  ({ say }: PageParts, language: Language): Say =>
  (key, params) =>
    say(language, key, params)

interface Page {
  readonly title: string
  readonly body: Html | Promise<Html>
  readonly status?: 200 | 404 | 422
}

/** A whole page, with the words around it. Nothing of it is kept by browsers: what it says may change. */
export const page = async (c: Context, parts: PageParts, { title, body, status = 200 }: Page): Promise<Response> => {
  const language = languageOf(c)
  const say = sayIn(parts, language)
  c.header('Content-Security-Policy', CSP)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
  c.header('Content-Language', language)
  c.header('Vary', 'Accept-Language, Cookie')
  return c.html(
    html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${parts.office(language)}</title>
<link rel="icon" href="/chat/assets/logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="/chat/assets/tokens.css">
<link rel="stylesheet" href="/chat/assets/public.css">
</head>
<body>
<header>
<a class="home" href="/">${parts.office(language)}</a>
<nav aria-label="${say('pages.languages')}">${LANGUAGES.map(
      (each) =>
        html`<a href="?${new URLSearchParams({ ...c.req.query(), lang: each })}" lang="${each}" ${each === language ? html`aria-current="true"` : ''}>${say(`chat.language-${each}`)}</a> `,
    )}</nav>
</header>
<main>
<h1>${title}</h1>
${await body}
</main>
</body>
</html>`,
    status,
  )
}
