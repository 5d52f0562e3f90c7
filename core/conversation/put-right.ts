import { inLanguage } from '../content/localized.ts'
import { toSimplified } from '../content/traditional.ts'
import { reviewAgain } from './advance.ts'
import { changeAnswer } from './back.ts'
import type { Answer } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { repeatOf } from './form-plan.ts'
import { kindOf } from './kinds/index.ts'
import { askingOf, broken, current, visible } from './open-form.ts'
import { phrases } from './phrases.ts'
import { which } from './questions.ts'
import { lettersBeside } from './sounds-like.ts'
import type { Turn } from './turn.ts'
import { put } from './understanding.ts'
import { cleanWords } from './words.ts'
import { takeWritten, writtenIn } from './written.ts'

/** What people say before what would be right, once or several times. */
const OPENS =
  /^(?:(?:不对|不是的?|错了|错啦|不好意思|对不起|等等|等一下|哦|啊|噢|那个|你?(?:写|说|填|弄|搞|记|打)错了?|(?:我)?刚才|我|有错|唔啱|唔係|帮我|请|麻烦|(?:再)?(?:改|更正|修改|换)(?:一下|下|个|(?![成为到做]))|no|sorry|wrong|not right|correction|change|please|actually)(?:[,，。.!！:：、\s]+|(?=\p{Script=Han})))+/iu
/** What stands between what is called by its name and what it should be. */
const SHOULD =
  /^(?:(?:不对|不是的?|错了|错啦|有错|(?:写|说|填|弄|搞|记|打)错了?|[也都还]?(?:应该|应当)(?:是|为)?|[也都还](?=不对|不是|错|有误|不准)|改(?:成|为|到|一下)?|换成|写成|是|係|的是|[,，.。:：、\s]|is wrong|was wrong|should be|must be|it'?s|it is|is|to)\s*)+/iu
/** 不对 at the beginning, 应该是 or 改成 anywhere: says that something is to be put right. */
const PUTS_RIGHT =
  /^(?:哦|啊|噢|不好意思|对不起|等等|等一下|[,，\s])*(?:不对|不是的|错|有错|唔啱|唔係|no[,.]|sorry[,.]|wrong|not right|correction|actually)|应该是|应当是|改(?:成|为|一下|下)|换成|更正|(?:写|说|填|弄|搞|记|打)错|should (?:be|have been)|(?:不对|有误|不准|有错|不是这个|错)了?[啊吧哦]?[。.!！]*$|\bchange\b|\bis wrong\b/iu
const NOT_BUT =
  /(?:不是|唔係|not)\s*(?<wrong>[^,，。;；]{1,30}?)\s*(?:[,，;；\s]+|(?=而是))(?:应该是|应当是|而是|而係|是|係|but|it'?s|it is)\s*(?<right>.{1,200})$/iu
/** 把地点改成河口镇: what is called by its name, or what stands in it, and what it should be. */
const MAKE_IT =
  /(?:把|将|\bchange (?:the )?)\s*(?<wrong>[^,，。;；]{1,30}?)\s*(?:改成|改为|改到|换成|改做|\bto )\s*(?<right>.{1,200})$/iu
/** Longer words tell something, and put nothing right. */
const LONGEST = 300
const ENDS = /[\s。.!！,，吧啊呀哦的]+$/u

interface Right {
  readonly field: Field
  readonly value: Answer
  /** What was put in, where that is but a part of the answer. */
  readonly right?: string
}

/**
 * Sorts words that come while everything is shown into the answer that they put right, and shows everything again; asks
 * for the answer where they only say which one is wrong. False where they put nothing right that can be told. `amid` a
 * question they must say that they put something right.
 */
export const putRight = async (turn: Turn, form: Form, said: string, amid = false): Promise<boolean> => {
  const words = cleanWords(said)
  if (!amid && writtenIn(form, words).size > 0) {
    await takeWritten(turn, form, words)
    await reviewAgain(turn)
    return true
  }
  if (words.length > LONGEST) return false
  const exchanged = await exchange(turn, form, words)
  if (exchanged !== undefined) return keep(turn, form, exchanged)
  const rest = withoutOpening(words)
  const isMeant = PUTS_RIGHT.test(toSimplified(words))
  if (amid && !isMeant) return false
  const named = isMeant ? namedIn(turn, form, rest) : undefined
  // What is asked now is answered, not put right.
  if (named !== undefined && amid && named.field.name === current(turn).asking) return false
  if (named !== undefined) return answerNamed(turn, form, named.field, named.rest)
  const right = rest.replace(SHOULD, '').replace(ENDS, '')
  const found = right === '' ? undefined : await meantBy(turn, form, isMeant ? right : words.replace(ENDS, ''))
  return found !== undefined && keep(turn, form, found)
}

/** What is left of words that begin with 不对 or 错了. */
const withoutOpening = (words: string): string => {
  const simple = toSimplified(words)
  const opening = OPENS.exec(simple)?.[0] ?? ''
  return (simple.length === words.length ? words : simple).slice(opening.length)
}

/** What should stand somewhere, of words that only say that something else is wrong; undefined for words that say no such thing. */
export const rightIn = (words: string): string | undefined =>
  words.length <= LONGEST && PUTS_RIGHT.test(toSimplified(words))
    ? withoutOpening(words).replace(CALLED_WRONG, '').replace(SHOULD, '').replace(ENDS, '')
    : undefined
const CALLED_WRONG = /^[^,，。\s]{1,6}?(?:写|说|填|弄|搞|记|打)错了?[,，\s]*(?=.)/u

const keep = async (turn: Turn, form: Form, { field, value, right }: Right): Promise<boolean> => {
  const rule = broken(form, field, { ...current(turn).answers, [field.name]: value })
  if (rule !== undefined) return false
  const shown = await kindOf(field).show(field, value, askingOf(turn, field, undefined))
  await put(turn, form, field.name, value)
  turn.say({ say: 'form.put-right', params: { label: inLanguage(field.label, turn.language), value: right ?? shown } })
  await reviewAgain(turn)
  return true
}

const answered = (turn: Turn, form: Form): readonly Field[] => {
  const { answers } = current(turn)
  return form.fields.filter((field) => repeatOf(form, field) === undefined && visible(form, field, answers))
}

/** 不是石桥村，是河口村: in the answer where the first stands, the second does. */
const exchange = async (turn: Turn, form: Form, words: string): Promise<Right | undefined> => {
  const simple = toSimplified(words)
  const { wrong = '', right = '' } = (NOT_BUT.exec(simple) ?? MAKE_IT.exec(simple))?.groups ?? {}
  if (wrong === '' || right === '') return undefined
  const better = right.replace(ENDS, '')
  const fields = answered(turn, form)
  const named = fields.find((field) => namesOf(turn, field, words).includes(wrong.toLowerCase()))
  if (named !== undefined) {
    const value = await readAs(turn, named, better)
    return value === undefined ? undefined : { field: named, value }
  }
  for (const field of [...fields].sort((a, b) => rank(a) - rank(b))) {
    const answer = current(turn).answers[field.name]
    if (answer === undefined) continue
    const shown = toSimplified(await kindOf(field).show(field, answer, askingOf(turn, field, undefined)))
    if (!shown.includes(wrong)) continue
    if (field.kind === 'longText') return { field, value: String(answer).replaceAll(wrong, better), right: better }
    const read = await readAs(turn, field, better)
    if (read !== undefined) return { field, value: read }
  }
  return undefined
}

/** What is told at length comes last: a name in it is more likely to be meant where it stands alone. */
const rank = ({ kind }: Field): number => (kind === 'longText' ? 1 : 0)

const readAs = async (turn: Turn, field: Field, words: string): Promise<Answer | undefined> => {
  const read = await kindOf(field).read(field, { kind: 'text', text: words }, askingOf(turn, field, undefined))
  return 'value' in read && read.more === undefined ? read.value : undefined
}

/** The answer that is called by its name, and what is said behind it. */
const namedIn = (
  turn: Turn,
  form: Form,
  words: string,
): { readonly field: Field; readonly rest: string } | undefined => {
  const simple = toSimplified(words).toLowerCase()
  const found = answered(turn, form).flatMap((field) =>
    namesOf(turn, field, words).flatMap((name) => {
      const at = simple.indexOf(name)
      return at < 0 || at > FROM ? [] : [{ field, at, name }]
    }),
  )
  found.sort((a, b) => a.at - b.at || b.name.length - a.name.length)
  const [first] = found
  return first === undefined ? undefined : { field: first.field, rest: words.slice(first.at + first.name.length) }
}

/** A name stands at the beginning; farther on it is part of what is told. */
const FROM = 4

const namesOf = (turn: Turn, field: Field, words: string): readonly string[] => [
  ...[field.label['zh-CN'], field.label.en].map((label) => toSimplified(label).toLowerCase()),
  ...(NAMED.includes(field.fill ?? field.kind) ? phrases(turn, `form.called-${field.fill ?? field.kind}`, words) : []),
]
/** What is called by the same names in every form. */
const NAMED: readonly string[] = ['place', 'since', 'date', 'files', 'longText']

const answerNamed = async (turn: Turn, form: Form, field: Field, behind: string): Promise<boolean> => {
  const words = (NOT_BUT.exec(behind)?.groups?.right ?? behind).replace(SHOULD, '').replace(ENDS, '')
  const read =
    words === ''
      ? undefined
      : await kindOf(field).read(field, { kind: 'text', text: words }, askingOf(turn, field, undefined))
  if (read !== undefined && 'which' in read) {
    which(turn, field, read)
    return true
  }
  if (read !== undefined && 'value' in read && (await keep(turn, form, { field, value: read.value }))) return true
  await changeAnswer(turn, field)
  return true
}

/** The one answer that words can be meant for by what they say. */
const meantBy = async (turn: Turn, form: Form, words: string): Promise<Right | undefined> => {
  const found: Right[] = []
  const { since, place } = await turn.extract(words)
  for (const field of answered(turn, form)) {
    const isMeant =
      field.fill === 'since'
        ? since !== undefined && lettersBeside(words, since) <= BESIDE
        : field.kind === 'place'
          ? place !== undefined && lettersBeside(words, place) <= BESIDE
          : ['choice', 'date', 'time', 'number'].includes(field.kind)
    const value = isMeant ? await readAs(turn, field, words) : undefined
    if (value !== undefined) found.push({ field, value })
  }
  return found.length === 1 ? found[0] : undefined
}
const BESIDE = 3
