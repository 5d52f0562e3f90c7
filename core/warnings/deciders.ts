import { personIn } from '../kernel/actor.ts'
import type { Organisation } from '../people/index.ts'
import { audienceOf } from './audience.ts'
import type { WarningData } from './warning.ts'

/**
 * Who decides on a warning: whoever issued it, while they are still there to do so, or else the officers of its office,
 * or its directors. Never the person warned, nor whom the case complains about (`may`).
 */
export const decidersOf = (
  org: Organisation,
  data: WarningData,
  may: (person: string) => boolean,
): readonly string[] => {
  const issuer = personIn(data.issuedBy)
  const found = issuer === undefined ? undefined : org.person(issuer)
  if (found?.state === 'active' && found.code !== data.to && may(found.code) && !org.away(found)) return [found.code]
  return audienceOf(org, 'officers', { ...data, person: data.to }, may).people
}
