import type { Language } from '../content/content.ts'
import { scripted } from '../content/localized.ts'
import { toSimplified } from '../content/traditional.ts'
import type { Lookup, Option } from '../conversation/kinds/kind.ts'
import { peopleCalled } from './called.ts'
import { closer } from './closer.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './person.ts'
import { type Place, placesUpTo } from './places.ts'
import { organisation } from './read-organisation.ts'
import type { Unit } from './unit.ts'

/** Who somebody is in their unit; without it, what is left of "石桥村村干部" names the unit. */
const WHO_THERE =
  /(?:的)?(?:工作人员|领导干部|村干部|村支书|村主任|村会计|村长|干部|领导|人员|书记|主任|会计|支书|局长|镇长|乡长|所长|站长|的人|里的人|们)$/

/** The units that such words may mean, by name, short name or alias, also by those who work there. */
export const unitsMeant = (org: Organisation, said: string): readonly Unit[] => {
  const words = toSimplified(said)
  const found = org.findUnits(words)
  const units = found.length > 0 ? found : org.findUnits(words.replace(WHO_THERE, ''))
  const [first] = units
  const same = units.filter(({ name, short, aliases }) => [name, short, ...aliases].includes(words))
  return same.length === 1 && first !== undefined ? [first] : units
}

/** Units by name, short name or alias, also by those who work there. */
export const unitLookup: Lookup = {
  find: async (context, said, language) =>
    unitsMeant(await organisation(context), said).map(({ code, name }) => ({
      value: code,
      label: scripted(name, language),
    })),
  alike: async (context, said, language) =>
    (await organisation(context))
      .unitsLike(said)
      .map(({ code, name }) => ({ value: code, label: scripted(name, language) })),
  label: async (context, value, language) =>
    scripted((await organisation(context)).unit(value)?.name ?? value, language),
}

const inUnit = (org: Organisation, { code, name }: Person, language: Language): Option => {
  const unit = org.unitsOf(code)[0]
  const label = unit === undefined ? name : `${name}(${org.unit(unit)?.name ?? unit})`
  return { value: code, label: scripted(label, language) }
}

/** People in service by name, told apart by their unit. */
export const personLookup: Lookup = {
  find: async (context, said, language) => {
    const org = await organisation(context)
    const words = toSimplified(said)
    const found = org.findPeople(words)
    const same = found.filter(({ name }) => name === words)
    const called = same.length > 0 ? same : peopleCalled(org, words)
    return (called.length > 0 ? called : found).map((person) => inUnit(org, person, language))
  },
  alike: async (context, said, language) => {
    const org = await organisation(context)
    return org.peopleLike(said).map((person) => inUnit(org, person, language))
  },
  label: async (context, value, language) =>
    scripted((await organisation(context)).person(value)?.name ?? value, language),
}

/**
 * Places of the gazetteer, by their names, with small mistakes in them too, or by the unit that looks after them. Those that
 * share a name are told apart by what lies around them.
 */
export const placeLookup: Lookup = {
  find: async (context, said, language) => {
    const org = await organisation(context)
    const words = toSimplified(said)
    const meant = closer(org, words, placesMeant(org, words))
    const near = meant.length > 0 ? meant : org.findPlaces(words).map(({ code }) => code)
    const codes = near.length > 0 ? near : placesOfUnits(org, words)
    return codes.map((code) => ({ value: code, label: scripted(nameAmong(org, code, codes), language) }))
  },
  label: async (context, value, language) => scripted(fullName(await organisation(context), value), language),
  near: async (context, point, language) => {
    const place = (await organisation(context)).placeNear(point)
    return place === undefined ? undefined : { value: place.code, label: scripted(place.name, language) }
  },
}

/** The places that the units serve that words name: of 柳溪镇政府 it is 柳溪镇. */
const placesOfUnits = (org: Organisation, words: string): readonly string[] => [
  ...new Set(org.unitsNamedIn(words).flatMap(({ code }) => placeOfUnit(org, code) ?? [])),
]

/** The place that a unit serves, or that one above it does: nothing where that is the whole county. */
export const placeOfUnit = (org: Organisation, unit: string): string | undefined => {
  for (const { place } of [org.unit(unit), ...org.ancestors(unit)].filter((each) => each !== undefined)) {
    const found = place === undefined ? undefined : org.place(place)
    if (found !== undefined) return found.kind === 'county' ? undefined : found.code
  }
  return undefined
}

/** 柳溪镇新民村: the township and the place in it; other places by their own name. */
const fullName = (org: Organisation, code: string): string => {
  const way = placesUpTo(org, code)
  const [place] = way
  const township = way.find(({ kind }) => kind === 'township')
  if (place === undefined) return code
  return township === undefined || township === place ? place.name : `${township.name}${place.name}`
}

/** The name, and beside it as much of what lies around as tells it from the others. */
const nameAmong = (org: Organisation, code: string, all: readonly string[]): string => {
  const [place, ...around] = placesUpTo(org, code)
  if (place === undefined || all.length === 1) return place?.name ?? code
  const township = around.find(({ kind }) => kind === 'township')
  if (township === undefined) return place.name
  const alike = all.filter((other) => other !== code && sameBut(org, other, place.name, township.code))
  const inside = alike.length > 0 && around[0] !== township ? (around[0]?.name ?? '') : ''
  return `${place.name}(${township.name}${inside})`
}

const sameBut = (org: Organisation, code: string, name: string, township: string): boolean => {
  const way = placesUpTo(org, code)
  return way[0]?.name === name && way.some((each) => each.code === township)
}

/**
 * Right behind a township, a name is of something in it, on the map or not: 柳溪镇双河村 is not the township of 双河, nor
 * 柳溪镇老街 the old street of the county town.
 */
const isElsewhere = (org: Organisation, all: readonly Place[], place: Place, words: string): boolean => {
  const way = placesUpTo(org, place.code)
  const names = [place.name, ...place.aliases].flatMap((name) =>
    place.kind === 'township' ? [`${name}村`, `${name}社区`] : [name],
  )
  return all.some(
    (other) =>
      other.kind === 'township' &&
      !way.some(({ code }) => code === other.code) &&
      names.some((name) => words.includes(other.name + name)),
  )
}

/**
 * The codes of the places that free words name. Of 柳溪镇新民村 it is the village, and the one in that township; a name
 * that several places share, with nothing else said, gives them all.
 */
export const placesMeant = (org: Organisation, words: string): readonly string[] => {
  const all = org.placesNamedIn(words)
  const named = all.filter((place) => !isElsewhere(org, all, place, words))
  const names = new Set(named.map(({ code }) => code))
  const ways = named.map((place) => placesUpTo(org, place.code))
  const most = Math.max(0, ...ways.map((way) => way.filter(({ code }) => names.has(code)).length))
  return ways
    .filter((way) => way.filter(({ code }) => names.has(code)).length === most)
    .flatMap(([place]) => place?.code ?? [])
}
