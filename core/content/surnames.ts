/**
 * Characters that are surnames, and stay as they are in Traditional, except in the words listed: a converter that knows
 * no names makes 餘秀蘭 of 余秀兰.
 */
const WORDS: Readonly<Record<string, RegExp>> = {
  余: /(?:[剩多业其残有之空富盈宽节冗结课劫]|[十百千万亿\d])余|余(?:额|下|款|地|热|力|生|年|粮|波|震|温|量|数|党|孽|留|缺|钱|暇|毒|兴|味|存|[人名户天件元个条亩年次起份家处位里米页])/gu,
  范: /[规模示典防师风就]范|范(?:围|例|本|畴|式|文)/gu,
  郁: /[忧抑浓葱馥阴]郁|郁(?:闷|积|结|葱|郁)/gu,
  岳: /[五山东西南北中]岳(?!父|母|阳)/gu,
  涂: /[糊喷粉刷]涂|涂(?:料|改|抹|层|写|漆|鸦|装|刷|画|黑|白|污)/gu,
}

/** `converted` with the surnames of `text` as they were. Both are of the same length, character by character. */
export const keepSurnames = (text: string, converted: string): string => {
  const kept = [...converted]
  const written = [...text]
  if (kept.length !== written.length) return converted
  for (const [surname, words] of Object.entries(WORDS)) {
    if (!text.includes(surname)) continue
    const inWords = new Set([...text.matchAll(words)].map((found) => found.index + found[0].indexOf(surname)))
    let at = 0
    for (const [n, character] of written.entries()) {
      if (character === surname && !inWords.has(at)) kept[n] = surname
      at += character.length
    }
  }
  return kept.join('')
}
