import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { requestLanguage } from './language.ts'

const app = new Hono().get('/', (c) => c.text(requestLanguage(c)))
const language = async (accept: string, cookie = '') =>
  (await app.request('/', { headers: { 'accept-language': accept, cookie } })).text()

it('is the best that we speak of what the browser prefers', async () => {
  expect(await language('fr, en-GB;q=0.5, zh;q=0.7')).toBe('zh-CN')
  expect(await language('en;q=0.9, zh-TW')).toBe('zh-TW')
  expect(await language('zh-Hant-HK')).toBe('zh-TW')
  expect(await language('en;q=0, fr')).toBe('zh-CN')
  expect(await language('')).toBe('zh-CN')
  expect(await language(';;q=,,')).toBe('zh-CN')
})

it('is what was chosen on the page before all else', async () => {
  expect(await language('zh', 'language=en')).toBe('en')
  expect(await language('en', 'language=tlh')).toBe('en')
})
