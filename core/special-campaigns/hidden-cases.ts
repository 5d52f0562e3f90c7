import { maySee as maySeeCase } from '../feedback/access.ts'
import { Case, type CaseData } from '../feedback/case.ts'
import { caseIdsMeant } from '../feedback/number.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { excludedUnits } from '../matters/route.ts'
import type { Organisation } from '../people/index.ts'

/** A case's number wherever it stands in words: letters, a year, six digits. */
const NUMBER = /[A-Z]{2,8}-\d{4}-\d{6}/gi

/** Those of `units` that a case complains about: they never see it. */
export const concernedOf = (
  org: Organisation,
  { against }: Pick<CaseData, 'against'>,
  units: readonly string[],
): readonly string[] => {
  const excluded = excludedUnits(org, against)
  return units.filter((unit) => excluded.has(unit))
}

/**
 * What units of a campaign are told must not name a case that complains about one of them. Whoever may not see the case
 * themselves learns nothing of it here.
 * @throws Refusal `special.names-complaint`
 */
export const refuseComplaints = async (
  context: Context,
  org: Organisation,
  words: string,
  units: readonly string[],
): Promise<void> => {
  for (const number of new Set(words.normalize('NFKC').match(NUMBER) ?? [])) {
    for (const id of await caseIdsMeant(context, number)) {
      const stored = await context.read(Case).get(id)
      if (stored === undefined || !maySeeCase(org, context.actor, stored.data)) continue
      const [unit] = concernedOf(org, stored.data, units)
      if (unit !== undefined) throw refusal('special.names-complaint', { number, unit: org.unit(unit)?.name ?? unit })
    }
  }
}
