import type { Content, Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Form } from '../conversation/form.ts'
import { Forms } from '../conversation/forms.ts'
import type { Visit } from './visit.ts'

export const VISIT_FORM = 'visit-report'
/** The option that says that nothing of a checklist is missing. */
export const ALL_DONE = 'all-done'

/** The form whose options are the checklists. */
export const visitForm = (content: Content): Form | undefined =>
  content.files(Forms).find(({ value }) => value.name === VISIT_FORM)?.value

/** What of the checklist is not done, as the form calls it now; by its code where the form no longer has it. */
export const lackWords = (content: Content, language: Language, { lacks }: Pick<Visit, 'lacks'>): readonly string[] => {
  const options = (visitForm(content)?.fields ?? []).flatMap((field) => (field.kind === 'several' ? field.options : []))
  return lacks.map((lack) => {
    const option = options.find(({ value }) => value === lack)
    return option === undefined ? lack : inLanguage(option.label, language)
  })
}
