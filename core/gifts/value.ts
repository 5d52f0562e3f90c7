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

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/港币|港元|港纸|hkd|hk\$/i, 'HKD'],
  [/澳元|澳币|aud/i, 'AUD'],
  [/加元|加币|cad/i, 'CAD'],
  [/新台币|台币|twd/i, 'TWD'],
  [/美元|美金|美刀|刀|usd|\$/i, 'USD'],
  [/欧元|eur|€/i, 'EUR'],
  [/英镑|gbp|£/i, 'GBP'],
  [/日元|日币|jpy/i, 'JPY'],
  [/韩元|韩币|krw/i, 'KRW'],
  [/外币|外汇|比特币|泰铢|卢布|法郎/i, 'other'],
]

export const MOST = 1e9
const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, thousand: 1e3, k: 1e3 }
const UNIT = '亿|万|千|百|十|thousand|k'

/** Things that are counted, not money: 两条烟, 购物卡3张. */
const COUNTED = /[\d一二三四五六七八九十]+(?:条|瓶|张|盒|个|件|袋|箱|份|包|只|部|台|束|副|套|斤|本|枚|提|罐)/g
/** Words that hold a numeral and mean none. */
const NO_NUMBER = /十分|万分|一般|一定|一点|一些|千万别|万一|一共|一起|统一/g
/** Nobody can say; 几千 says how much without a number. */
const UNKNOWN =
  /不知|不清楚|说不|不好说|不详|不明|未知|不了解|估不|[没无]法估|难估|没数|[几数多好]{1,2}[十百千万亿块元]|unknown|not known|noidea|can'?t(?:say|tell)|don'?tknow/

/** What "约2到3千", "两三千", "三千五" or "500美元" means: a range counts with its middle. */
export const readValue = (
  said: string,
): {
  readonly currency: string
  readonly amount?: number
  readonly negative: boolean
  /** Says neither an amount nor that nobody knows it, or the price of one of several. */
  readonly unclear: boolean
} => {
  const plain = toSimplified(said.normalize('NFKC'))
    .toLowerCase()
    .replace(/[,，\s]/g, '')
    .replace(/[两貳]/g, '二')
    .replace(/〇/g, '零')
  const currency = CURRENCIES.find(([words]) => words.test(plain))?.[1] ?? 'CNY'
  const negative = /^(?:[-\u2212]|负)(?=[\d一二三四五六七八九十])/.test(plain)
  const each =
    /[每各](?:条|瓶|张|盒|个|件|袋|箱|份|包|只|部|台|束|副|套|斤|本|枚|提|罐|人)?[\d一二三四五六七八九十]|\beach\b/.test(
      plain,
    )
  const amount = each ? undefined : amountIn(plain.replace(NO_NUMBER, '').replace(COUNTED, ''))
  const unclear = amount === undefined && (each || !UNKNOWN.test(plain))
  return { currency, negative, unclear, ...(amount === undefined ? {} : { amount }) }
}

const amountIn = (plain: string): number | undefined => {
  const range = new RegExp(
    `(\\d+(?:\\.\\d+)?)(${UNIT})?(?:元|块)?(?:-|~|至|到|—|–|to)(\\d+(?:\\.\\d+)?)((?:${UNIT})*)`,
  ).exec(plain)
  if (range !== null) {
    const [, low = '0', lowUnit, high = '0', unit = ''] = range
    const times = product(unit)
    return (Number(low) * (lowUnit === undefined ? times : product(lowUnit)) + Number(high) * times) / 2
  }
  const figures = new RegExp(`(\\d+(?:\\.\\d+)?)((?:${UNIT})*)`).exec(plain)
  if (figures !== null) return Number(figures[1]) * product(figures[2] ?? '')
  // 几千 says no number at all.
  if (/[几数多好]{1,2}[十百千万亿]/.test(plain)) return undefined
  // Two digits beside each other are a range: 两三千, 一千四五百.
  const two = /((?:[一二三四五六七八九][十百千万亿])*)([一二三四五六七八])([二三四五六七八九])([十百千万]+)/.exec(plain)
  if (two !== null) {
    const [, before = '', low = '', high = '', unit = ''] = two
    return inWords(before) + ((DIGITS.indexOf(low) + DIGITS.indexOf(high)) / 2) * product(unit)
  }
  const words = /[零一二三四五六七八九十百千万亿]+/.exec(plain)?.[0]
  return words === undefined ? undefined : inWords(words)
}

const product = (units: string): number =>
  (units.match(new RegExp(UNIT, 'g')) ?? []).reduce((all, unit) => all * (UNITS[unit] ?? 1), 1)
