import type { Content, Language } from '../../content/content.ts'
import type { Params } from '../../kernel/errors.ts'

/** What can be wrong with a row; its text, with the cure, is `people.fault.<code>`. */
export type FaultCode =
  | 'nothing-in-it'
  | 'column-missing'
  | 'column-twice'
  | 'column-unknown'
  | 'empty'
  | 'too-long'
  | 'digits-lost'
  | 'code-malformed'
  | 'code-twice'
  | 'level-unknown'
  | 'kind-unknown'
  | 'rank-unknown'
  | 'grade-unknown'
  | 'yes-or-no'
  | 'role-unknown'
  | 'language-unknown'
  | 'stratum-unknown'
  | 'state-unknown'
  | 'date-malformed'
  | 'unknown-unit'
  | 'unknown-post'
  | 'unknown-person'
  | 'unit-cycle'
  | 'counterpart-level'
  | 'second-head'
  | 'two-holders'
  | 'post-held'
  | 'own-stand-in'
  | 'line-unknown'
  | 'person-left'
  | 'member-without-stratum'
  | 'place-unknown'
  | 'place-ambiguous'

/** One fault, and where: the row as its file counts, and the heading as its file writes it. */
export interface RowFault {
  readonly row: number
  readonly column: string
  readonly code: FaultCode
  readonly params: Params
}

/** The fault in the words of whoever made the file: where, what, and what to do. */
export const sayFault = (content: Content, language: Language, fault: RowFault): string =>
  content.say(language, fault.column === '' ? 'people.fault-row' : 'people.fault', {
    row: fault.row,
    column: fault.column,
    what: content.say(language, `people.fault.${fault.code}`, fault.params),
  })
