import { toSimplified } from '../../content/traditional.ts'

/** So few signs say yes, no, or nothing: they are meant only by the whole answer. */
const SHORT = /^(?:\p{Script=Han}{1,2}|yes|no)$/u

/** 不要写, 别写, 不敢写: all say that one will not. */
const WILL_NOT =
  /(?:千万|请|绝对|一定|还是|先|就|可)*(?:不要|唔好|唔要|唔想|唔使|不能|不可以|不想|不敢|不愿意?|不肯|不用(?=[写留署实])|不必|不准|不许|不得|别|勿|莫|甭|不)(?:要|想|能|用(?=[写留署]))?/gu
const WILL_NOT_EN = /\b(?:do not|don[’']?t|never|i (?:would|will) not|please do not)\b/gu

/** What stands before a wish and says nothing of it, and behind it. */
const BEFORE =
  /^(?:我们?|咱们?|您|你们?|那|还是|就是|就|请|想要|想|要|选择|选|希望|愿意|同意|可以|是|在|(?:please|just|i(?:[’']d| would) (?:like|rather)|i want|i choose|i|to|be|stay|remain|use|rather|you can|you may)\b)\s*(?=..)/u
const BEHIND =
  /\s*(?:[嘛啊呀哈吧哦呢啦了的噻咯]|就行|就好|好了|可以|谢谢|反映|举报|投诉|上报|这个|算了|得了|please|thanks?|thank you)$/u

/** Takes back what stands beside it: 留名字，不敢. */
const TAKES_BACK =
  /^(?:我(?:们)?)?(?:也|还是|真的?|实在|还)*(?:不|别|不(?:要|行|敢|能|想|愿意?|用|对|是|可能|可以|同意)|没有?|算了|等等|等一?下|慢着?|no|not|never|don[’']?t|do not|wait|stop)(?:[嘛啊呀哈吧哦呢啦了的]*)$/u

/** Asks, and answers nothing. */
const ASKS = /[?\uFF1F]$|[吗么不没]$/u

const CLAUSE = /(?<=[?\uFF1F])|[,\uFF0C。.!\uFF01;\uFF1B、~～…\n]+/u

/** Longer words tell something, and name nothing; so do more clauses. */
const LONGEST = 60
const MOST_CLAUSES = 60

/** The same wish in the same words: without whose it is, and without what stands around it. */
const wish = (words: string): string => {
  let rest = simply(words)
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(WILL_NOT, '不')
    .replace(WILL_NOT_EN, 'not')
    .replace(/(?<=\p{Script=Han})(?:我们|我|自己)[的个]?/gu, '')
  for (;;) {
    const next = rest.replace(BEFORE, '').replace(BEHIND, '').trim()
    if (next === rest || next === '') return rest
    rest = next
  }
}

/** 分开吧 is 分开. */
export const withoutParticles = (words: string): string => words.replace(/(?<=..)[嘛啊呀哈吧哦呢啦]+$/u, '')

export const simply = (words: string): string => toSimplified(words.trim().toLowerCase())

/** An option and all that it is called. */
export interface Called {
  readonly value: string
  readonly names: readonly string[]
}

/**
 * The one option that `words` name, as a whole or in a clause of their own: 匿名，别让他知道. Nothing where a name only
 * stands among other words, which may say the opposite, where it is taken back or asked about, or where two are named.
 */
export const saidOption = (options: readonly Called[], words: string): string | undefined =>
  saidIn(options, words) ?? saidIn(options, words.replace(PARTED, '，'))

/** Who speaks to a telephone gets spaces for commas: 实名吧 我不怕他. */
const PARTED = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu

const saidIn = (options: readonly Called[], words: string): string | undefined => {
  const named = options.flatMap(namesOf)
  const called = (said: string, isWhole: boolean): readonly string[] => {
    if (said.length > LONGEST) return []
    const wished = wish(said)
    return named.flatMap(({ value, plain, wish, onlyWhole }) =>
      (isWhole || !onlyWhole) && (plain === said || wish === wished) ? [value] : [],
    )
  }
  const clauses = simply(words)
    .split(CLAUSE)
    .map((clause) => clause.trim())
    .filter(Boolean)
  if (clauses.length > MOST_CLAUSES) return undefined
  const whole = clauses.map((clause) => (ASKS.test(clause) ? [] : called(clause, true)))
  if (whole.every((found) => found.length > 0)) return only(whole.flat())
  if (clauses.some((clause) => TAKES_BACK.test(clause))) return undefined
  return only(clauses.flatMap((clause) => (ASKS.test(clause) ? [] : called(clause, false))))
}

/** The labels stand first, and are offered: 匿名 is short and says it all. */
const LABELS = 2

const namesOf = ({ value, names }: Called) =>
  names.map((name, i) => {
    const plain = simply(name)
    return { value, plain, wish: wish(name), onlyWhole: i >= LABELS && SHORT.test(plain) }
  })

const only = (found: readonly string[]): string | undefined => {
  const [first, ...others] = new Set(found)
  return others.length === 0 ? first : undefined
}
