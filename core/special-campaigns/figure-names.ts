import type { Content, Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Forms } from '../conversation/forms.ts'

/** What a figure is called, as the options of the form `special-figure` say now; its code where it no longer stands there. */
export const figureName = (content: Content, language: Language, what: string): string => {
  const form = content.files(Forms).find(({ value }) => value.name === 'special-figure')?.value
  const options = (form?.fields ?? []).flatMap((field) => (field.kind === 'choice' ? field.options : []))
  const option = options.find(({ value }) => value === what)
  return option === undefined ? what : inLanguage(option.label, language)
}
