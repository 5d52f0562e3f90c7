import { countedAnew } from '../calendar/counted.ts'
import type { Dated } from '../provisional/dated.ts'
import { Case, type CaseData } from './case.ts'
import { OPEN } from './lifecycle.ts'
import { dueAnew } from './limit.ts'

const about = { record: Case, number: ({ number }: CaseData) => number, office: ({ office }: CaseData) => office }

/** The last day for an answer. */
const due: Dated<CaseData> = {
  ...about,
  name: 'case',
  where: { 'data.due.provisional': true },
  anew(context, data) {
    const { state, due: promised, clock } = data
    if (!OPEN.includes(state) || promised?.provisional !== true || clock === undefined) return undefined
    return { promised, anew: dueAnew(context, data) ?? promised }
  },
  settle: (id) => ({ do: 'feedback.settleDue', input: { case: id } }),
}

/** The day by which an officer rules which unit a case is for. */
const ruling: Dated<CaseData> = {
  ...about,
  name: 'ruling',
  where: { 'data.ruleBy.provisional': true },
  anew: ({ content }, { state, ruleBy }) =>
    state === 'disputed' && ruleBy?.provisional === true
      ? { promised: ruleBy, anew: countedAnew(content, ruleBy) }
      : undefined,
  settle: (id) => ({ do: 'feedback.settleRuling', input: { case: id } }),
}

export const caseDates = [due, ruling]
