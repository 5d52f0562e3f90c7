import { numeral } from '../conversation/kinds/numerals.ts'
import { plainName } from './names.ts'
import type { Organisation } from './organisation.ts'
import { type Place, placesUpTo } from './places.ts'
import { isHeardAs } from './sound.ts'

/** What a place is, at the end of its name: people leave it out where it is clear. */
const WHAT = /(?:社区|街道|[村组镇乡屯])$/u
/** A township, as its name is written before that of a village. */
const TOWNSHIP = /([\u4E00-\u9FFF]{1,4}(?:镇|乡|街道))$/u

const namesOf = ({ name, aliases }: Place): readonly string[] => [name, ...aliases].map(plainName)
const isInside = (org: Organisation, { code }: Place, outer: string): boolean =>
  placesUpTo(org, code).some((each, depth) => depth > 0 && each.code === outer)

/**
 * Of places that words name, the one that they mean more closely: what stands right behind a name is looked for inside that
 * place, small mistakes of the ear included (龙潭镇茶平村), and of several that share a name it is the one in the township
 * that is written before it, though with such a mistake (柳西镇新民村).
 */
export const closer = (org: Organisation, words: string, meant: readonly string[]): readonly string[] => {
  const text = plainName(words)
  const [first, ...others] = meant
  if (first === undefined) return meant
  const [whole, ...wholes] = org.places().filter((place) => namesOf(place).some((name) => isHeardAs(text, name)))
  if (whole !== undefined && wholes.length === 0) return [whole.code]
  return others.length === 0 ? [inside(org, text, first)] : inTownship(org, text, meant)
}

const inTownship = (org: Organisation, text: string, meant: readonly string[]): readonly string[] => {
  const names = meant.flatMap((code) => namesOf(org.place(code) as Place)) // they are of the gazetteer
  const at = Math.min(...names.map((name) => text.indexOf(name)).filter((each) => each > 0))
  const said = Number.isFinite(at) ? TOWNSHIP.exec(text.slice(0, at))?.[1] : undefined
  if (said === undefined) return meant
  const found = meant.filter((code) =>
    placesUpTo(org, code).some(
      (around) =>
        around.kind === 'township' && namesOf(around).some((name) => isHeardAs(said.slice(-name.length), name)),
    ),
  )
  return found.length === 1 ? found : meant
}

/** Which group 组 of a village is meant; `none` where no number is said. */
const groupIn = (text: string, way: RegExp, none = 0): number => {
  const said = way.exec(text)?.[1]
  return said === undefined ? none : (numeral(said) ?? Number(said))
}

/** How well what is said begins with a name of a place: whole, without what it is, or as it sounds; the last part of a group. */
const fits = (said: string, place: Place): number => {
  const how = namesOf(place).map((name) => {
    const stem = name.replace(WHAT, '')
    if (said.startsWith(name)) return 3
    if (stem.length >= 2 && said.startsWith(stem)) return 2
    if (groupIn(said, /^(\d{1,2}|[一二三四五六七八九十]+)组/u) === groupIn(name, /([一二三四五六七八九十]+)组$/u, -1))
      return 2
    return isHeardAs(said.slice(0, name.length), name) ? 1 : 0
  })
  return Math.max(0, ...how)
}

const inside = (org: Organisation, text: string, outer: string): string => {
  const place = org.place(outer)
  if (place === undefined || place.kind === 'county') return outer
  const spelled = [...namesOf(place)].sort((a, b) => b.length - a.length).find((name) => text.includes(name))
  if (spelled === undefined) return outer
  const said = text.slice(text.indexOf(spelled) + spelled.length).replace(/^的/u, '')
  const found = org
    .places()
    .filter((each) => isInside(org, each, outer))
    .map((each) => ({ each, fit: fits(said, each) }))
  const best = Math.max(0, ...found.map(({ fit }) => fit))
  const [only, ...more] = found.filter(({ fit }) => fit === best)
  return best === 0 || only === undefined || more.length > 0 ? outer : only.each.code
}
