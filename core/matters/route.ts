import type { Content } from '../content/content.ts'
import type { Level, Organisation } from '../people/index.ts'
import { type Matter, mattersOf } from './matter.ts'

/** Who should answer. */
export interface Routing {
  readonly lead?: string
  readonly supporting: readonly string[]
  /** The counterpart one level up, for information 对口联动. */
  readonly copied: readonly string[]
}

/** Who is complained about. */
export interface Against {
  readonly units: readonly string[]
  readonly people: readonly string[]
}

/**
 * The unit that answers for `matter` at `place` (a code of the gazetteer), with those that support it. A unit that is
 * complained about is never among them: the unit above it answers instead.
 */
export const route = (
  content: Content,
  organisation: Organisation,
  matter: string | undefined,
  place: string | undefined,
  against: Against,
): Routing => {
  const found = matter === undefined ? undefined : mattersOf(content).get(matter)
  if (found === undefined || found.notOurs !== undefined) return { supporting: [], copied: [] }
  const excluded = excludedUnits(organisation, against)
  const lead = unbiased(organisation, leadOf(organisation, found, place), excluded)
  const supporting = found.supporting.filter(
    (code) => code !== lead && !excluded.has(code) && organisation.unit(code) !== undefined,
  )
  const above = lead === undefined ? undefined : organisation.counterpart(lead)?.code
  const copied = above === undefined || excluded.has(above) || supporting.includes(above) ? [] : [above]
  return { ...(lead === undefined ? {} : { lead }), supporting, copied }
}

/**
 * The units that are complained about, those that somebody complained about heads or is a deputy of, and everything
 * below any of them. Where nothing stands above the unit that they lead, nobody else could answer: they alone are out.
 */
export const excludedUnits = (organisation: Organisation, against: Against): ReadonlySet<string> => {
  const led = against.people
    .flatMap((person) => organisation.ledBy(person))
    .filter((unit) => (organisation.counterpart(unit) ?? organisation.parent(unit)) !== undefined)
  return new Set(
    [...against.units, ...led].flatMap((code) => [code, ...organisation.subtree(code).map((unit) => unit.code)]),
  )
}

const leadOf = (organisation: Organisation, matter: Matter, place: string | undefined): string | undefined => {
  const level = levelOf(organisation, place)
  const named = (level === undefined ? undefined : matter.lead[level]) ?? matter.lead.default
  if (named !== 'place') return organisation.unit(named)?.code
  if (place === undefined) return undefined
  return (
    organisation.unitOfPlace(place, level === 'village' ? 'village' : 'township') ?? organisation.unitOfPlace(place)
  )?.code
}

const levelOf = (organisation: Organisation, place: string | undefined): Exclude<Level, 'city'> | undefined => {
  const kind = place === undefined ? undefined : organisation.place(place)?.kind
  if (place === undefined || kind === undefined) return undefined
  // The streets and communities of the county town are looked after by the county's own departments.
  const township = organisation.unitOfPlace(place, 'township')
  if (kind === 'county' || /街道(?:办事处)?$/.test(township?.name ?? '')) return 'county'
  return kind === 'village' || kind === 'hamlet' || kind === 'community' ? 'village' : 'township'
}

/** The unit itself, or the nearest one above that nobody complains about. */
const unbiased = (
  organisation: Organisation,
  unit: string | undefined,
  excluded: ReadonlySet<string>,
): string | undefined => {
  if (unit === undefined || !excluded.has(unit)) return unit
  const above = organisation.counterpart(unit)?.code ?? organisation.parent(unit)?.code
  if (above !== undefined && !excluded.has(above)) return above
  return organisation.ancestors(unit).find(({ code }) => !excluded.has(code))?.code
}
