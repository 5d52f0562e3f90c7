import { z } from 'zod'
import { toSimplified } from '../content/traditional.ts'
import { inWords } from '../conversation/kinds/numerals.ts'

/** A value as it was said, and what it comes to. */
export const Value = z.strictObject({
  said: z.string().max(100),
  /** Such as `CNY` or `USD`; `other` for one that is not known here. */
  currency: z.string(),
  /** The estimate in yuan, the middle of a range; absent where nobody could say. */
  yuan: z.number().min(0).max(1e9).optional(),
})
export type Value = z.infer<typeof Value>

/** Letters of a currency, alone: `audio` is none. */
const letters = (words: string) => `(?<![a-z])(?:${words})(?![a-z])`

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`港币|港元|港纸|hk\\$|${letters('hkd')}`), 'HKD'],
  [new RegExp(`澳元|澳币|${letters('aud')}`), 'AUD'],
  [new RegExp(`加元|加币|${letters('cad')}`), 'CAD'],
  [new RegExp(`新台币|台币|${letters('twd')}`), 'TWD'],
  [new RegExp(`美元|美金|美刀|(?<=[\\d一二三四五六七八九十百千万])刀|\\$|${letters('usd')}`), 'USD'],
  [new RegExp(`欧元|€|${letters('eur|euros?')}`), 'EUR'],
  [new RegExp(`英镑|£|${letters('gbp')}`), 'GBP'],
  [new RegExp(`日元|日币|${letters('jpy')}`), 'JPY'],
  [new RegExp(`韩元|韩币|${letters('krw')}`), 'KRW'],
  [/外币|外汇|比特币|泰铢|卢布|法郎/, 'other'],
]

export const MOST = 1e9
const WORDS = '零一二三四五六七八九'
/** As on cheques. */
const FORMAL: Readonly<Record<string, string>> = Object.fromEntries(
  [...'壹贰貳叁肆伍陆柒捌玖拾佰仟萬两〇'].map((each, n) => [each, [...'一二二三四五六七八九十百千万二零'][n] ?? each]),
)
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, thousand: 1e3, k: 1e3 }
const UNIT = '亿|万|千|百|十|thousand|k'
const NUMBER = '\\d+(?:\\.\\d+)?'
const TO = '(?:元|块)?(?:-|~|至|到|—|–|to)'

/** What things are counted in. */
const PIECE = '(?:条|瓶|张|盒|个|件|袋|箱|份|包|只|部|台|束|副|套|斤|本|枚|提|罐)'
/** Things that are counted, not money: 两条烟, 购物卡3张. */
const COUNTED = new RegExp(`[\\d一二三四五六七八九十]+${PIECE}`, 'g')
const SEVERAL = `(?:[二三四五六七八九]|[2-9]|\\d{2,}|[一二三四五六七八九]?十[一二三四五六七八九]?)${PIECE}`
/** The price of one of several, or nobody can tell: 每张500元, 三张500的卡, 500元的卡三张. */
const EACH = new RegExp(
  [
    `[每各](?:${PIECE}|人)?[\\d一二三四五六七八九十]|\\beach\\b`,
    `${SEVERAL}(?:面值|面额|单价)?\\d+(?:元|块)?(?:的|面值|面额)`,
    `${SEVERAL}.*(?:面值|面额|单价)|(?:面值|面额|单价).*${SEVERAL}`,
    `\\d(?:元|块)?的?[^\\d,]{0,6}卡,?${SEVERAL}`,
  ].join('|'),
)
/** Words that hold a numeral and mean none. */
const NO_NUMBER = /十分|万分|一般|一定|一点|一些|千万别|万一|一共|一起|统一/g
/** Nobody can say; 几千 says how much without a number. */
const UNKNOWN =
  /不知|不清楚|说不|不好说|不详|不明|未知|不了解|估不|[没无]法估|难估|没数|[几数多好]{1,2}[十百千万亿块元]|unknown|not known|noidea|can'?t(?:say|tell)|don'?tknow/

/** What "约2到3千", "两三千", "三千五", "500×3" or "500美元" means: a range counts with its middle. */
export const readValue = (
  said: string,
): {
  readonly currency: string
  readonly amount?: number
  /** What it comes to in yuan, where that is said beside another currency: 200美元，约合1400元. */
  readonly yuan?: number
  readonly negative: boolean
  /** Says neither an amount nor that nobody knows it, or the price of one of several. */
  readonly unclear: boolean
} => {
  const written = toSimplified(said.normalize('NFKC'))
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))|\s/g, '')
    .replace(/[、;。]/g, ',')
    .replace(/./gu, (each) => FORMAL[each] ?? each)
    // 3w is how it is typed.
    .replace(/(?<=\d)w(?![a-z])/g, '万')
  const plain = written.replaceAll(',', '')
  const currency = CURRENCIES.find(([words]) => words.test(plain))?.[1] ?? 'CNY'
  const negative = /^(?:[-\u2212]|负)(?=[\d一二三四五六七八九十])/.test(plain)
  const each = EACH.test(written)
  const amount = each ? undefined : amountIn(plain)
  const unclear = amount === undefined && (each || !UNKNOWN.test(plain))
  const yuan = currency === 'CNY' ? undefined : yuanBeside(written)
  return {
    ...{ currency, negative, unclear },
    ...{ ...(amount === undefined ? {} : { amount }), ...(yuan === undefined ? {} : { yuan }) },
  }
}

const yuanBeside = (written: string): number | undefined => {
  const part = written
    .split(/[,()（]|(?=约?折?合)/)
    .find((each) => /元|块|人民币|rmb|cny/.test(each) && CURRENCIES.every(([words]) => !words.test(each)))
  return part === undefined ? undefined : amountIn(part)
}

const amountIn = (plain: string): number | undefined => {
  const times = new RegExp(`(${NUMBER})((?:${UNIT})*)(?:元|块)?${PIECE}?[×*x✕乘]以?(${NUMBER})((?:${UNIT})*)`).exec(
    plain,
  )
  if (times !== null) return Number(times[1]) * product(times[2] ?? '') * Number(times[3]) * product(times[4] ?? '')
  return amountOf(plain.replace(NO_NUMBER, '').replace(COUNTED, ''))
}

const amountOf = (plain: string): number | undefined => {
  const range = new RegExp(`(${NUMBER})(${UNIT})?${TO}(${NUMBER})((?:${UNIT})*)`).exec(plain)
  if (range !== null) {
    const [, low = '0', lowUnit, high = '0', unit = ''] = range
    const most = Number(high) * product(unit)
    // 2到3千 are two thousand to three; 500到1千 are not.
    const shared = lowUnit === undefined && Number(low) < Number(high)
    return (Number(low) * product(lowUnit ?? (shared ? unit : '')) + most) / 2
  }
  const figures = new RegExp(`(?:${NUMBER}(?:${UNIT})*)+`).exec(plain)
  if (figures !== null) return inFigures(figures[0])
  // 几千 says no number at all.
  if (/[几数多好]{1,2}[十百千万亿]/.test(plain)) return undefined
  const between = new RegExp(`([${WORDS}十百千万亿]+)${TO}([${WORDS}十百千万亿]+)`).exec(plain)
  if (between !== null) {
    const [, low = '', high = ''] = between
    const unit = /[十百千万亿]/.test(low) ? '' : (/[十百千万亿]+$/.exec(high)?.[0] ?? '')
    return (inWords(low) * product(unit) + inWords(high)) / 2
  }
  // Two digits beside each other are a range: 两三千, 一千四五百.
  const two = /((?:[一二三四五六七八九][十百千万亿])*)([一二三四五六七八])([二三四五六七八九])([十百千万]+)/.exec(plain)
  if (two !== null) {
    const [, before = '', low = '', high = '', unit = ''] = two
    return inWords(before) + ((WORDS.indexOf(low) + WORDS.indexOf(high)) / 2) * product(unit)
  }
  const words = new RegExp(`[${WORDS}十百千万亿]+`).exec(plain)?.[0]
  return words === undefined ? undefined : inWords(words)
}

/** 1200, 0.5万, 3千5百, 1万2. */
const inFigures = (said: string): number => {
  let [total, last] = [0, 1]
  for (const [, figure = '0', units = ''] of said.matchAll(new RegExp(`(${NUMBER})((?:${UNIT})*)`, 'g'))) {
    const unit = units === '' && last >= 100 && figure.length === 1 ? last / 10 : product(units)
    total += Number(figure) * unit
    last = unit
  }
  return total
}

const product = (units: string): number =>
  (units.match(new RegExp(UNIT, 'g')) ?? []).reduce((all, unit) => all * (UNITS[unit] ?? 1), 1)
