import type { Language } from '../../content/content.ts'
import { toSimplified } from '../../content/traditional.ts'
import type { TableRow } from '../../ports/tables.ts'
import { cell, headingOf, type Remark, type XlsForm } from './sheets.ts'

/** A text in both languages of the content. */
export type Words = { readonly 'zh-CN': string; readonly en: string }

/** The language that a heading or the settings name; undefined for one that nobody is written to in. */
const languageOf = (name: string): Language | undefined =>
  /(?:^|[^a-z])(?:en|eng)(?:[^a-z]|$)|english|英/i.test(name)
    ? 'en'
    : /繁|正體|hant|zh[-_ ]?(?:tw|hk|mo)\b|traditional/i.test(name)
      ? 'zh-TW'
      : /[中汉漢简简華华]|chinese|mandarin|\b(?:zh|cn)/i.test(name)
        ? 'zh-CN'
        : undefined

/** The language of words under a heading without one. */
export const usualLanguage = (settings: XlsForm['settings']): Language => {
  const [row] = settings?.rows ?? []
  return (row === undefined ? undefined : languageOf(cell(row, 'default_language'))) ?? 'zh-CN'
}

/**
 * Words in both languages, by columns such as `label::English (en)`; where one is missing, the other stands for both.
 * Undefined where there are none at all.
 */
export const wordsOf = (row: TableRow, column: string, usual: Language): Words | undefined => {
  const { other, ...found } = inLanguages(row, column, usual)
  const chinese = found['zh-CN'] ?? (found['zh-TW'] === undefined ? undefined : toSimplified(found['zh-TW']))
  const any = chinese ?? found.en ?? other
  return any === undefined ? undefined : { 'zh-CN': chinese ?? any, en: found.en ?? any }
}

/** Words as they stand there, in each language that they were written in. */
const inLanguages = (row: TableRow, column: string, usual: Language): Partial<Record<Language | 'other', string>> => {
  const found: Partial<Record<Language | 'other', string>> = {}
  for (const [heading, text] of Object.entries(row.cells)) {
    const named = headingOf(heading)
    if (named.column !== column || text.trim() === '') continue
    found[named.language === undefined ? usual : (languageOf(named.language) ?? 'other')] ??= text.trim()
  }
  return found
}

/** The one language that all labels are written in, or undefined where there are both. */
export const onlyLanguage = (form: XlsForm, usual: Language): 'zh-CN' | 'en' | undefined => {
  const used = new Set(labelled(form).flatMap(({ row }) => [...languagesOf(row, usual)]))
  return used.size > 1 ? undefined : used.has('en') ? 'en' : 'zh-CN'
}

/** Rows that lack one of two languages that others have, and columns in a language that nobody is written to in. */
export const untranslated = (form: XlsForm, usual: Language): readonly Remark[] => {
  const foreign = [['survey', form.survey] as const, ['choices', form.choices] as const].flatMap(([sheet, table]) =>
    (table?.columns ?? []).flatMap((heading): readonly Remark[] => {
      const { language } = headingOf(heading)
      if (language === undefined || languageOf(language) !== undefined) return []
      const message = 'is neither Chinese nor English: shown only where both of these are missing'
      return [{ sheet, row: 1, column: heading, message }]
    }),
  )
  if (onlyLanguage(form, usual) !== undefined) return foreign
  const lacking = labelled(form).flatMap(({ sheet, row }): readonly Remark[] => {
    const has = languagesOf(row, usual)
    if (has.size !== 1) return []
    const message = has.has('en')
      ? 'has no Chinese: people who read Chinese are shown the English'
      : 'has no English: people who read English are shown the Chinese'
    return [{ sheet, row: row.line, column: 'label', message }]
  })
  return [...foreign, ...lacking]
}

const labelled = ({ survey, choices }: XlsForm) => [
  ...survey.rows.map((row) => ({ sheet: 'survey', row })),
  ...(choices?.rows ?? []).map((row) => ({ sheet: 'choices', row })),
]

const languagesOf = (row: TableRow, usual: Language): ReadonlySet<'zh-CN' | 'en'> =>
  new Set(
    Object.keys(inLanguages(row, 'label', usual)).flatMap((language) =>
      language === 'other' ? [] : [language === 'en' ? ('en' as const) : ('zh-CN' as const)],
    ),
  )
