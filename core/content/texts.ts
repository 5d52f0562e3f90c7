import { createInstance } from 'i18next'
import { z } from 'zod'
import type { Params } from '../kernel/errors.ts'
import type { Content, ContentFault, ContentFile, ContentPiece, Language } from './content.ts'
import { dayInWords } from './day-in-words.ts'
import { firstPhrase } from './phrases.ts'
import { toTraditional } from './traditional.ts'

type Flat = Readonly<Record<string, string>>

const KEY = /[a-z]+(?:[.-][a-z]+)+/g

type Said = Readonly<Record<Language, Map<string, string>>>

/** Every text for people, by key. */
export interface TextsValue {
  say(language: Language, key: string, params: Params): string
}

/**
 * `content/texts/<language>/<feature>.yaml`: one flat map of key to text; `{{name}}` is filled in, `{{name, day}}` as a
 * day in words, `{{name, called}}` with the first phrase of each text whose key stands in it.
 */
export const Texts: ContentPiece<Flat> & { gather(files: readonly ContentFile<Flat>[]): TextsValue } = {
  name: 'texts',
  files: 'texts/**',
  schema: z.record(z.string(), z.string()),
  gather: (files) => {
    const i18n = createInstance()
    void i18n.init({
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      fallbackLng: false,
      interpolation: { escapeValue: false },
      resources: { 'zh-CN': { translation: merged(files, 'zh-CN') }, en: { translation: merged(files, 'en') } },
    })
    i18n.services.formatter?.add('day', (value: unknown, language) => dayInWords(value, language ?? 'zh-CN'))
    i18n.services.formatter?.add('called', (value: unknown, lng) =>
      String(value).replace(KEY, (key) => firstPhrase(i18n.t(key, { lng: lng ?? 'zh-CN' }))),
    )
    const translated = (language: Language, key: string, params?: Params): string =>
      language === 'zh-TW'
        ? toTraditional(i18n.t(key, { ...params, lng: 'zh-CN' }))
        : i18n.t(key, { ...params, lng: language })
    // Most texts have no blanks, and are said over and over: menus, labels, questions.
    const plain = { 'zh-CN': new Map<string, string>(), 'zh-TW': new Map(), en: new Map() } satisfies Said
    return {
      say: (language, key, params) => {
        if (params !== undefined && Object.keys(params).length > 0) return translated(language, key, params)
        const text = plain[language].get(key) ?? translated(language, key)
        // A key that no text stands under may have come from outside, and there is no end of those.
        if (text !== key) plain[language].set(key, text)
        return text
      },
    }
  },
  check: function* (value: Flat, content: Content): Iterable<ContentFault> {
    if (value === content.files(Texts)[0]?.value) yield* disagreements(content)
  },
}

const merged = (files: readonly ContentFile<Flat>[], language: 'zh-CN' | 'en'): Flat =>
  Object.assign({}, ...files.filter(({ file }) => file.startsWith(`texts/${language}/`)).map(({ value }) => value))

/** Both languages must have the same keys, with the same blanks. Told once, from the first file. */
function* disagreements(content: Content): Iterable<ContentFault> {
  const files = content.files(Texts)
  const both = { 'zh-CN': merged(files, 'zh-CN'), en: merged(files, 'en') }
  for (const { file, value } of files) {
    const other = file.startsWith('texts/en/') ? 'zh-CN' : 'en'
    const theirs = both[other]
    for (const [key, text] of Object.entries(value)) {
      const base = key.replace(/_(one|other)$/, '')
      const match = theirs[key] ?? theirs[base] ?? theirs[`${base}_other`]
      if (match === undefined) yield { file, at: [key], message: `has no counterpart in texts/${other}/` }
      else if (blanks(match) !== blanks(text)) {
        yield {
          file,
          at: [key],
          message: `fills other blanks (${blanks(text)}) than texts/${other}/ (${blanks(match)})`,
        }
      }
    }
  }
}

const blanks = (text: string): string => [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])].sort().join(' ')
