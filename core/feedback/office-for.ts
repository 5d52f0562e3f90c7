import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { type Against, excludedUnits } from '../matters/route.ts'
import type { Organisation } from '../people/index.ts'

/** The unit that runs a case: the office, or the nearest one above it that nobody complains about. */
export const officeFor = (context: Pick<Context, 'content'>, org: Organisation, against: Against): string => {
  const { unit } = context.content.only(Office)
  const concerned = excludedUnits(org, against)
  const above = [unit, ...org.ancestors(unit).map(({ code }) => code)].flatMap((code) => {
    const counterpart = org.counterpart(code)?.code
    return counterpart === undefined ? [code] : [code, counterpart]
  })
  return above.find((code) => !concerned.has(code)) ?? unit
}
