import type { Content, Language } from '../../content/content.ts'
import type { TableNotice } from '../../ports/tables.ts'

/** What a person should look at in the file itself, though it could be read: where and what, as faults of rows are said. */
export const tableNotices = (content: Content, language: Language, notices: readonly TableNotice[]) =>
  notices.map(({ line, column, kind }) => {
    const what = content.say(language, `people.table-notice.${kind}`)
    const text = content.say(language, 'people.fault', { row: line, column, what })
    return { row: line, column, code: kind, params: {}, text }
  })
