import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { LANGUAGES, type Language } from '../../core/content/content.ts'

/** The cookie that remembers which language was chosen on a page. */
export const LANGUAGE_COOKIE = 'language'

/** The language that was chosen on a page, or the first that the client prefers and that we speak. */
export const requestLanguage = (c: Context): Language => {
  const chosen = LANGUAGES.find((each) => each === getCookie(c, LANGUAGE_COOKIE))
  if (chosen !== undefined) return chosen
  for (const tag of preferred(c.req.header('accept-language') ?? '')) {
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return 'zh-TW'
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}

/** Language tags in small letters, the best first. */
const preferred = (header: string): readonly string[] =>
  header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...settings] = part.trim().toLowerCase().split(';')
      const quality = settings.find((each) => each.trim().startsWith('q='))
      return { tag, quality: quality === undefined ? 1 : Number(quality.trim().slice(2)) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
