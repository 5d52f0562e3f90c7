/** A part of an audience in words: `单位:柳溪镇` in line 1, with the sign before it. */
export interface Part {
  readonly sign: '+' | '-'
  readonly line: number
  /** What it says, as it was written. */
  readonly words: string
  /** Conditions joined by `&`. */
  readonly conditions: readonly { readonly label?: string; readonly value: string }[]
}

const SIGN = /^([+\uFF0B\-\u2212\uFF0D\u2013])\s*/u
/** Where one part ends: a plus, a minus between spaces, a comma, a semicolon. Hyphens inside codes end nothing. */
const END = /\s*(?=[+\uFF0B])|\s+(?=[-\u2212\uFF0D\u2013]\s*\S)|[,\uFF0C、;\uFF1B]+/u
const AND = /\s*[&\uFF06]\s*/u
const LABEL = /^([^:\uFF1A]{1,20})\s*[:\uFF1A]\s*(.*)$/u

/**
 * The parts of an audience in words. Lines, `+` and commas add, `-` takes away; a comma goes on with the sign before
 * it, so that `- 张三、李四` takes both away; a new line adds again unless it begins with a sign. Bullets and numbers
 * before the lines of a pasted list are left out.
 */
export const partsOf = (text: string): readonly Part[] =>
  text.split(/\r?\n/).flatMap((line, n) => {
    let sign: Part['sign'] = '+'
    return withoutPhones(withoutBullet(line))
      .split(END)
      .map((words) => words.trim())
      .filter((words) => words !== '')
      .flatMap((words) => {
        const signed = SIGN.exec(words)
        if (signed !== null) sign = /[+\uFF0B]/u.test(signed[1] ?? '') ? '+' : '-'
        const rest = signed === null ? words : words.slice(signed[0].length)
        return rest === '' ? [] : [{ sign, line: n + 1, words: rest, conditions: rest.split(AND).map(conditionIn) }]
      })
  })

/** Lists come with telephone numbers, which say nothing here beside a name; one alone stays, and is named as a fault. */
const withoutPhones = (line: string): string => {
  const rest = line.replace(PHONE, ' ').replace(/[\s,\uFF0C、;\uFF1B:\uFF1A()\uFF08\uFF09]+$/u, '')
  return /\p{L}/u.test(rest) ? rest : line
}
const PHONE =
  /(?:(?:联系)?电话|手机号?码?|(?<!\p{L})(?:tel|phone|mobile))?[\s:\uFF1A.]*(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/giu

/** `1. `, `2、`, `(3) ` and the like: how lists come out of documents and tables. */
const withoutBullet = (line: string): string =>
  line.trim().replace(/^(?:[(\uFF08]?\d{1,5}[.、)\uFF09\uFF0E]\s*|\d{1,5}\t+|[•·*▪]\s*)/u, '')

const conditionIn = (words: string): { label?: string; value: string } => {
  const labelled = LABEL.exec(words.trim())
  return labelled === null
    ? { value: words.trim() }
    : { label: (labelled[1] ?? '').trim(), value: (labelled[2] ?? '').trim() }
}
