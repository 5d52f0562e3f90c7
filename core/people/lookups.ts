import { scripted } from '../content/localized.ts'
import { toSimplified } from '../content/traditional.ts'
import type { Lookup } from '../conversation/kinds/kind.ts'
import type { Organisation } from './organisation.ts'
import { placesUpTo } from './places.ts'
import { organisation } from './read-organisation.ts'

/** Who somebody is in their unit; without it, what is left of "石桥村村干部" names the unit. */
const WHO_THERE =
  /(?:的)?(?:工作人员|领导干部|村干部|村支书|村主任|村会计|村长|干部|领导|人员|书记|主任|会计|支书|局长|镇长|乡长|所长|站长|的人|里的人|们)$/

/** Units by name, short name or alias, also by those who work there. */
export const unitLookup: Lookup = {
  find: async (context, said, language) => {
    const org = await organisation(context)
    const words = toSimplified(said)
    const found = org.findUnits(words)
    const units = found.length > 0 ? found : org.findUnits(words.replace(WHO_THERE, ''))
    const [first] = units
    const same = units.filter(({ name, short, aliases }) => [name, short, ...aliases].includes(words))
    return (same.length === 1 && first !== undefined ? [first] : units).map(({ code, name }) => ({
      value: code,
      label: scripted(name, language),
    }))
  },
  label: async (context, value, language) =>
    scripted((await organisation(context)).unit(value)?.name ?? value, language),
}

/** People in service by name, told apart by their unit. */
export const personLookup: Lookup = {
  find: async (context, said, language) => {
    const org = await organisation(context)
    const words = toSimplified(said)
    const found = org.findPeople(words)
    const same = found.filter(({ name }) => name === words)
    return (same.length > 0 ? same : found).map(({ code, name }) => {
      const unit = org.unitsOf(code)[0]
      const label = unit === undefined ? name : `${name}(${org.unit(unit)?.name ?? unit})`
      return { value: code, label: scripted(label, language) }
    })
  },
  label: async (context, value, language) =>
    scripted((await organisation(context)).person(value)?.name ?? value, language),
}

/** Places of the gazetteer; those that share a name are told apart by their township. */
export const placeLookup: Lookup = {
  find: async (context, words, language) => {
    const org = await organisation(context)
    const meant = placesMeant(org, words)
    const codes = meant.length > 0 ? meant : org.findPlaces(words).map(({ code }) => code)
    const places = codes.flatMap((code) => org.place(code) ?? [])
    return places.map((place) => {
      const township = placesUpTo(org, place.code).find(({ kind }) => kind === 'township')
      const alone = places.length === 1 || township === undefined || township === place
      const label = alone ? place.name : `${place.name}(${township.name})`
      return { value: place.code, label: scripted(label, language) }
    })
  },
  label: async (context, value, language) =>
    scripted((await organisation(context)).place(value)?.name ?? value, language),
  near: async (context, point, language) => {
    const place = (await organisation(context)).placeNear(point)
    return place === undefined ? undefined : { value: place.code, label: scripted(place.name, language) }
  },
}

/**
 * The codes of the places that free words name. Of 柳溪镇新民村 it is the village, and the one in that township; a name
 * that several places share, with nothing else said, gives them all.
 */
export const placesMeant = (org: Organisation, words: string): readonly string[] => {
  const named = org.placesNamedIn(words)
  const names = new Set(named.map(({ code }) => code))
  const ways = named.map((place) => placesUpTo(org, place.code))
  const most = Math.max(0, ...ways.map((way) => way.filter(({ code }) => names.has(code)).length))
  return ways
    .filter((way) => way.filter(({ code }) => names.has(code)).length === most)
    .flatMap(([place]) => place?.code ?? [])
}
