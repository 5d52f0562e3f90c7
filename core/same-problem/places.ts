/** What names of places end with. */
const ENDINGS =
  /小区|社区|花园|家园|新城|之城|国际|广场|大厦|公寓|庭院|街道|大道|[省市区县镇乡村路街巷苑园庭府湾郡城墅居栋]/g
/** How far before its ending a name reaches, in characters. */
const NAME = 4

/** For each character of `words`, 1 where it belongs to the name of a place as far as can be told. */
export const placeMarks = (words: string): Uint8Array => {
  const marks = new Uint8Array(words.length)
  for (const ending of words.matchAll(ENDINGS)) {
    let from = ending.index
    while (from > 0 && ending.index - from < NAME && words[from - 1] !== ' ') from -= 1
    marks.fill(1, from, ending.index + ending[0].length)
  }
  return marks
}

/** Districts and counties by pseudonym (A3区), townships by name. */
const DISTRICT = /(?<![a-z0-9])[a-z]\d+(?=[区县])/g
const TOWNSHIP = /(?<!这个|我们|你们|他们|本|全|各|城|乡)[\u4e00-\u9fff]{2}(?=[镇乡](?![镇乡]))/g

/** The districts and townships that a letter names: letters that name different ones are hardly about one problem. */
export const regionsOf = (words: string): Regions => ({
  districts: new Set(words.match(DISTRICT)),
  townships: new Set(words.match(TOWNSHIP)),
})

export interface Regions {
  readonly districts: ReadonlySet<string>
  readonly townships: ReadonlySet<string>
}

/** Whether both name a district, or both a township, and none in common. */
export const elsewhere = (one: Regions, other: Regions): boolean =>
  apart(one.districts, other.districts) || apart(one.townships, other.townships)

const apart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  if (one.size === 0 || other.size === 0) return false
  for (const name of one) if (other.has(name)) return false
  return true
}
