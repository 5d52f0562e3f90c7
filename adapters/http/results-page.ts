import { Hono } from 'hono'
import { html } from 'hono/html'
import { inLanguage, scripted } from '../../core/content/localized.ts'
import type { Application } from '../../core/kernel/application.ts'
import { publicResults, type ResultRow } from '../../core/results/index.ts'
import { type Html, languageOf, page, pagePartsOf, sayIn } from './page-layout.ts'

/** `/results`: what came of problems, for everybody. Works without a script. */
export const resultPages = (application: Application): Hono => {
  const parts = pagePartsOf(application)
  const routes = new Hono()
  routes.get('/results', async (c) => {
    const language = languageOf(c)
    const say = sayIn(parts, language)
    const about = (c.req.query('about') ?? '').trim().slice(0, 200)
    const after = c.req.query('after')
    const asked = { limit: 20, ...(about === '' ? {} : { about }), ...(after === undefined ? {} : { after }) }
    const { rows, next } = await application.execute(publicResults, asked, { kind: 'citizen' })
    const here = (more: Readonly<Record<string, string>>): string =>
      `/results?${new URLSearchParams({ lang: language, ...more })}`
    // A screen reader reads aloud in the language that it is told.
    const own = language === 'en' ? html` lang="zh-CN"` : ''
    const words = (text: string): string => scripted(text, language)
    const card = ({ matterName, unit = '', problem, outcome, month }: ResultRow): Html => html`<article class="card">
${matterName === undefined ? '' : html`<h2>${inLanguage(matterName, language)}</h2>`}
<p class="soft">${month} <span${own}>${words(unit)}</span></p>
<p${own}>${words(problem)}</p>
<p${own}><strong>${words(outcome)}</strong></p>
</article>`
    return page(c, parts, {
      title: say('results.page-title'),
      body: html`<p>${say('results.page-who')}</p>
<form method="get" action="/results" role="search">
<input type="hidden" name="lang" value="${language}">
<label for="about">${say('results.page-about')}</label>
<input type="search" id="about" name="about" value="${about}" maxlength="200">
<button>${say('results.page-find')}</button>
</form>
<section aria-live="polite">
${rows.length === 0 ? html`<p class="verdict unsure">${say(about === '' ? 'results.none' : 'results.none-about')}</p>` : rows.map(card)}
</section>
<p>${about === '' ? '' : html`<a href="${here({})}">${say('results.page-all')}</a> `}${
        next === undefined
          ? ''
          : html`<a href="${here({ ...(about === '' ? {} : { about }), after: next })}">${say('results.page-more')}</a>`
      }</p>`,
    })
  })
  return routes
}
