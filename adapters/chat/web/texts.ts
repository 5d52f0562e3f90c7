import type { Content, Language } from '../../../core/content/content.ts'
import { Texts } from '../../../core/content/texts.ts'
import { toTraditional } from '../../../core/content/traditional.ts'

type Words = Readonly<Record<string, string>>

/** The page's own texts in every language, by key, with their blanks: the page fills them. */
export const webChatTexts =
  (content: Content) =>
  (language: Language): Words =>
    content.derive({ 'zh-CN': simplified, 'zh-TW': traditional, en: english }[language])

const simplified = (content: Content): Words => written(content, 'zh-CN')
const english = (content: Content): Words => written(content, 'en')
const traditional = (content: Content): Words =>
  Object.fromEntries(Object.entries(content.derive(simplified)).map(([key, text]) => [key, toTraditional(text)]))

const written = (content: Content, language: 'zh-CN' | 'en'): Words =>
  Object.fromEntries(
    content
      .files(Texts)
      .filter(({ file }) => file.startsWith(`texts/${language}/`))
      .flatMap(({ value }) => Object.entries(value).filter(([key]) => key.startsWith('web-chat.'))),
  )
