import { z } from 'zod'
import type { Language, Texts } from './content.ts'
import { toTraditional } from './traditional.ts'

/** A text in both languages, as content files hold it. */
export const Localized: z.ZodType<Texts> = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

export const inLanguage = (texts: Texts, language: Language): string =>
  language === 'zh-TW' ? toTraditional(texts['zh-CN']) : texts[language]

/** A name that is kept in Simplified alone, such as a unit's, in the characters that the reader reads. */
export const scripted = (name: string, language: Language): string =>
  language === 'zh-TW' ? toTraditional(name) : name
