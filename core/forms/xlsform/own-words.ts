import type { Content } from '../../content/content.ts'
import type { Words } from './languages.ts'

/** What people read of a carried form that its spreadsheet doesn't say itself. */
export interface OwnWords {
  /** The choice that `or_other` adds, and what is asked of whoever makes it. */
  readonly other: Words
  readonly askOther: Words
  /** To an answer that breaks a rule without words of its own. */
  readonly doesNotFit: Words
}

export const ownWords = (content: Pick<Content, 'say'>): OwnWords => {
  const words = (key: string): Words => ({ 'zh-CN': content.say('zh-CN', key), en: content.say('en', key) })
  return {
    other: words('forms.carried-other'),
    askOther: words('forms.carried-ask-other'),
    doesNotFit: words('forms.carried-does-not-fit'),
  }
}
