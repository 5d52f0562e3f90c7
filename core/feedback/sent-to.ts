import { refusal } from '../kernel/errors.ts'
import { excludedUnits } from '../matters/route.ts'
import type { Organisation } from '../people/index.ts'
import type { CaseData } from './case.ts'

/** Who has the case when it goes to `lead`: with its counterpart one level up, which is told for information. */
export const sentTo = (org: Organisation, data: CaseData, lead: string, supporting: readonly string[]) => {
  const above = org.counterpart(lead)?.code
  const excluded = excludedUnits(org, data.against)
  const copied = above === undefined || excluded.has(above) || supporting.includes(above) ? [] : [above]
  const others = supporting.filter((code) => code !== lead)
  return { lead, supporting: others, copied, units: [...new Set([lead, ...others, ...copied])] }
}

/** @throws Refusal `case.unit-unknown`, and `case.unit-not-possible` for a unit that is complained about */
export const requirePossible = (org: Organisation, data: CaseData, units: readonly string[]): void => {
  const excluded = excludedUnits(org, data.against)
  for (const code of units) {
    if (org.unit(code) === undefined) throw refusal('case.unit-unknown')
    if (excluded.has(code)) throw refusal('case.unit-not-possible')
  }
}
