import type { Members } from './members.ts'
import { around, type PlaceIndex } from './places.ts'
import type { Level, Unit } from './unit.ts'

/** Where it is looked up, and which units are above one. Neither members nor places change once they are made. */
export interface Territory {
  readonly members: Members
  readonly places: PlaceIndex
  readonly above: (unit: string) => readonly Unit[]
}

/** The unit of this level that looks after a place; without a level, the nearest one. */
export const unitOfPlace = (territory: Territory, place: string, level?: Level): Unit | undefined => {
  // Rules ask of a thousand cases at a hundred places; of others, that anybody may name, nothing is kept.
  if (!territory.places.byCode.has(place)) return found(territory, place, level)
  const known = knownOf(territory)
  const asked = `${place} ${level ?? ''}`
  if (!known.has(asked)) known.set(asked, found(territory, place, level))
  return known.get(asked)
}

const found = ({ members, places, above }: Territory, place: string, level: Level | undefined): Unit | undefined =>
  around(places.byCode, place)
    .flatMap(({ code, unit }) => {
      const named = unit === undefined ? undefined : members.units.get(unit)
      return named === undefined ? (members.servesPlace.get(code) ?? []) : [named]
    })
    .flatMap((unit) => [unit, ...above(unit.code)])
    .find((unit) => level === undefined || unit.level === level)

type Known = Map<string, Unit | undefined>
const ofMembers = new WeakMap<Members, WeakMap<PlaceIndex, Known>>()

const knownOf = ({ members, places }: Territory): Known => {
  const ofPlaces = ofMembers.get(members) ?? new WeakMap<PlaceIndex, Known>()
  ofMembers.set(members, ofPlaces)
  const known = ofPlaces.get(places) ?? new Map<string, Unit | undefined>()
  ofPlaces.set(places, known)
  return known
}
