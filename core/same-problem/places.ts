/** What names end with, by what they name: two letters that name different ones of a kind speak of different problems. */
const KINDS = {
  village: ['村', '组', '屯', '社区'],
  home: [
    ...['小区', '花园', '家园', '新城', '之城', '山庄', '公寓', '庭院', '半岛', '名都', '豪庭', '华庭', '公馆', '华府'],
    ...['佳园', '嘉园', '名苑', '雅苑', '庭苑', '帝景', '名邸', '国际', '时代', '广场', '大厦', '名城', '家属院'],
  ],
  road: ['大道', '路', '街', '巷', '号线'],
  hospital: ['医院', '卫生院', '诊所'],
  school: ['小学', '中学', '幼儿园', '大学', '学院', '驾校'],
  firm: ['公司', '集团', '厂', '酒店', '超市'],
  works: ['采石场', '砂石场', '砂石厂', '搅拌站', '养殖场', '养猪场'],
} as const
type Kind = keyof typeof KINDS

const kindOf: ReadonlyMap<string, Kind> = new Map<string, Kind>(
  Object.entries(KINDS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as Kind] as const)), // its own key
)
const alternatives = [...kindOf.keys()].toSorted((one, other) => other.length - one.length).join('|')

const ENDINGS = new RegExp(`${alternatives}|街道|[省市区县镇乡](?!委|政府|级|民|里的|领导)|[苑园庭府湾郡城墅居栋]`, 'g')
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
const NAMED = new RegExp(`([\\u4e00-\\u9fff]{2,4}?|\\d{1,3})(${alternatives})`, 'g')
/** What stands before an ending without being a name. */
const NO_NAME = /[的在了和与去到从我你他她这那旁边里外有个是一几附近把被上下各每某本该多少由进出离因给对坐等]/
/** What firms are called everywhere: no name of one. */
const EVERY_FIRM =
  /公交|物业|来水|供水|供电|电力|燃气|天然|开发|保险|快递|客运|出租|热力|有限|建筑|劳务|装修|烟草|盐业|移动|联通|电信/
/** A name is known again by its last characters, whatever is said before it. */
const TOLD_BY = 2

/** Where a letter is, by the names that it gives: letters that name different ones are hardly about one problem. */
export const regionsOf = (words: string): Regions => {
  const names = new Map<string, Set<string>>()
  for (const [, before = '', ending = ''] of words.matchAll(NAMED)) {
    const kind = kindOf.get(ending)
    const name = before.slice(-TOLD_BY)
    if (kind === undefined || NO_NAME.test(name) || (kind === 'firm' && EVERY_FIRM.test(name))) continue
    names.set(kind, (names.get(kind) ?? new Set()).add(name))
  }
  return {
    districts: setOf(words.match(DISTRICT)),
    townships: setOf(words.match(TOWNSHIP)),
    names: names.size === 0 ? NO_NAMES : names,
  }
}

/** Most letters name none: an index of many keeps one nothing for all. */
const NONE: ReadonlySet<string> = new Set()
const NO_NAMES: Regions['names'] = new Map()
const setOf = (found: readonly string[] | null): ReadonlySet<string> => (found === null ? NONE : new Set(found))

export interface Regions {
  readonly districts: ReadonlySet<string>
  readonly townships: ReadonlySet<string>
  /** Villages, homes, roads, schools, firms, … by kind. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Whether both name a district, or both a township, and none in common; or names of one kind that differ, and no name
 * in common at all.
 */
export const elsewhere = (one: Regions, other: Regions): boolean =>
  apart(one.districts, other.districts) || apart(one.townships, other.townships) || namedApart(one.names, other.names)

const namedApart = (one: Regions['names'], other: Regions['names']): boolean => {
  let differ = false
  for (const [kind, names] of one) {
    const others = other.get(kind)
    if (others === undefined) continue
    if (!apart(names, others)) return false
    differ = true
  }
  return differ
}

const apart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => {
  if (one.size === 0 || other.size === 0) return false
  for (const name of one) if (other.has(name)) return false
  return true
}
