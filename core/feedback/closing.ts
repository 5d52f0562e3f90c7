import type { Content } from '../content/content.ts'
import type { CaseData } from './case.ts'
import { rulesOf } from './rules.ts'

/** What a case of this kind still lacks before it may be closed: names of the checklist, and `approval` 三不放过. */
export const mayClose = (content: Content, data: CaseData): readonly string[] => {
  const rule = rulesOf(content).closing[data.kind]
  const missing = rule.checklist.map(({ name }) => name).filter((name) => data.closing.checklist[name] === undefined)
  return rule.approval && data.closing.approval === undefined ? [...missing, 'approval'] : missing
}
