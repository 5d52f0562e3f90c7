/** Figures and tables of what the office does. */
import { feature } from '../feature.ts'
import { caseLedger } from './case-ledger.ts'
import { caseRows, countCaseRows } from './case-rows.ts'
import { corrections } from './corrections.ts'

export { CaseRow, caseRows, countCaseRows } from './case-rows.ts'
export { type Correction, corrections } from './corrections.ts'

export const reports = feature({
  name: 'reports',
  operations: [caseRows, countCaseRows, corrections],
  ledgers: [caseLedger],
})
