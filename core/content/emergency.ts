import type { Content, Language } from './content.ts'
import { inLanguage } from './localized.ts'
import { Office } from './office.ts'

/** Whom to call now, from the office's own list: one line a number. */
export const emergencyLines = (content: Content, language: Language): string =>
  content
    .only(Office)
    .emergency.map(({ name, number, when }) =>
      content.say(language, 'chat.emergency-line', {
        number,
        name: inLanguage(name, language),
        when: inLanguage(when, language),
      }),
    )
    .join('\n')
