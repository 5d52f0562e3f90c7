const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }

/** 三千五百, 一万二 (12,000), 二百零五. */
export const inWords = (words: string): number => {
  let [total, section, digit, last] = [0, 0, 0, 0]
  for (const each of words) {
    const unit = UNITS[each]
    if (unit === undefined) {
      digit = DIGITS.indexOf(each)
      if (digit === 0) last = 0
    } else if (unit >= 1e4) {
      total = (total + section + digit) * unit
      ;[section, digit, last] = [0, 0, unit]
    } else {
      section += (digit === 0 ? 1 : digit) * unit
      ;[digit, last] = [0, unit]
    }
  }
  return total + section + (last >= 100 ? (digit * last) / 10 : digit)
}

/** What 十二, 二十, 一百零五, 两千三百 or 三万 mean; undefined for anything else, such as a range (两三个). */
export const numeral = (said: string): number | undefined => {
  const words = said.replaceAll('两', '二').replaceAll('〇', '零')
  const isNumeral = /^[零一二三四五六七八九十百千万]+$/.test(words) && !/[一二三四五六七八九]{2}/.test(words)
  return isNumeral ? inWords(words) : undefined
}
