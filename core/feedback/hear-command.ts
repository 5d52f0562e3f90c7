import { answerTo, questionAmid } from '../common-questions/content.ts'
import { toSimplified } from '../content/traditional.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { who } from '../matters/who.ts'
import { advertises } from './advertises.ts'
import {
  asksOfSomething,
  besidesUrging,
  onlyAsks,
  onlyAsksHow,
  onlyOpens,
  onlyPresses,
  onlySpeaksOfEarlier,
  speaksOfEarlier,
} from './asks.ts'
import { statusReply } from './citizen-view.ts'
import { type Courtesy, courtesyOf, isGoodNews } from './courtesy.ts'
import { mayStep, OPEN } from './lifecycle.ts'
import { meantAmong, type Reported, sharesWords } from './meant-among.ts'
import { isOtherLanguage, saysNothing } from './nothing-said.ts'
import { ordersAsStaff } from './orders-as-staff.ts'
import { mine } from './queries.ts'
import { add } from './reporter-steps.ts'
import { CODE_DIGITS } from './submit.ts'

/** A secret code and nothing else, however it is spelled out. */
const isCode = (text: string): boolean => {
  const digits = text.normalize('NFKC').replace(/[\s‐-―−-]/g, '')
  return digits.length === CODE_DIGITS && /^\d+$/.test(digits)
}

const plainNumber = (text: string): string => text.normalize('NFKC').trim().toUpperCase()
/** A whole case number and nothing else. */
const isNumber = (text: string): boolean => /^[A-Z]{1,6}-\d{4}-\d{6}$/.test(plainNumber(text))

/** Anything that a citizen says without a command: a new problem, an answer, or more about an old one. */
export const hear = command({
  name: 'hear',
  for: 'everyone',
  summary: 'feedback.complain',
  listed: false,
  async run(talk, [text = ''], answers) {
    if (isCode(text)) return talk.begin('code', [text])
    const { rows } = await talk.execute(mine, {})
    if (isNumber(text)) {
      const meant = rows.find(({ data }) => data.number === plainNumber(text))
      return meant === undefined ? [{ say: 'feedback.number-alone' }] : [await statusReply(talk, meant.id, meant.data)]
    }
    const asked = rows.find(
      ({ data }) => mayStep(data.state, 'reply') && data.questions.some((question) => question.answer === undefined),
    )
    // What tells how words are meant is looked for in one script.
    const plain = toSimplified(text)
    const isBare = Object.keys(answers).length === 0
    const open = rows.find(({ data }) => OPEN.includes(data.state))
    if (open !== undefined && asked === undefined && isBare && isGoodNews(plain))
      return goodNews(talk, meantAmong(rows, plain, open).id, text)
    const courtesy = isBare ? courtesyOf(plain) : undefined
    if (courtesy !== undefined) return [courtesyReply(courtesy, rows[0]?.id)]
    const said: Answers = { ...answers, ...(text === '' ? {} : { text }) }
    if (asked !== undefined) return talk.begin('reply', [asked.id], said)
    if (isBare && saysNothing(text)) return [courtesyReply('unclear', rows[0]?.id)]
    if (isBare && advertises(plain)) return talk.begin('advert', [], said)
    if (open !== undefined && isBare && (onlyPresses(plain) || onlyAsksHow(plain)) && isOfThese(rows, plain))
      return howItGoes(talk, meantAmong(rows, plain, open), text)
    if (open !== undefined && !(isBare && onlyAsks(plain)))
      return talk.begin('sort', [meantAmong(rows, plain, open).id], said)
    if (isBare && onlySpeaksOfEarlier(plain)) return [earlierAlone]
    if (onlyOpens(plain)) return talk.begin('complain', [], answers)
    if (isBare && onlyAsks(plain)) {
      if (await isAnswered(talk, plain)) return talk.begin('who', [text])
      if (!asksOfSomething(plain)) return [asksOfWhat]
    }
    if (rows.length === 0 && speaksOfEarlier(plain)) talk.say(earlier)
    if (ordersAsStaff(plain)) talk.say({ say: 'feedback.orders-as-staff' })
    if (isOtherLanguage(text)) talk.say({ say: 'feedback.other-language' })
    const question = questionAmid(talk.content, plain)
    if (question !== undefined) talk.say({ words: answerTo(talk.content, question, talk.language) })
    return talk.begin('complain', [], said)
  },
})

/** A letter that is left, such as 水, says nothing of another problem. */
const FEW = 1

/** Whether words that press or ask how it goes are about one of these cases, and tell of nothing else. */
const isOfThese = (rows: readonly Reported[], plain: string): boolean => {
  const rest = besidesUrging(plain)
  return [...rest].length <= FEW || rows.some(({ data }) => sharesWords(data.text, rest))
}

/** Whether the list of matters has an answer to what is asked. */
const isAnswered = async (talk: Talk, text: string): Promise<boolean> =>
  asksOfSomething(text) && (await talk.execute(who, { words: text })).answers.length > 0

/** Nothing is known here of what they reported: the code leads back to it, and without it they just go on. */
const earlier: Reply = { say: 'feedback.earlier', choices: [{ say: 'feedback.code', token: 'code' }] }

/** Those who deal with it hear that it is all right; whoever reported it may leave it at that. */
const goodNews = async (talk: Talk, id: string, text: string): Promise<readonly Reply[]> => {
  await talk.execute(add, { case: id, text, files: [] })
  return [
    {
      say: 'feedback.good-news',
      choices: [
        { say: 'feedback.button.status', token: `status ${id}` },
        { say: 'feedback.button.withdraw', token: `withdraw ${id}` },
      ],
    },
  ]
}

/** A longer question may tell something, too. */
const ASKS = 14

/** Where it stands; that somebody wants it done sooner is written down for those who deal with it. */
const howItGoes = async (talk: Talk, { id, data }: Reported, text: string): Promise<readonly Reply[]> => {
  const status = await statusReply(talk, id, data)
  const isOnlyAsked = text.length <= ASKS && !onlyPresses(toSimplified(text))
  if (isOnlyAsked || !mayStep(data.state, 'add')) return [status]
  await talk.execute(add, { case: id, text, files: [] })
  return [{ say: 'feedback.pressed' }, status]
}

/** It can't be told what is asked about. */
const asksOfWhat: Reply = {
  say: 'feedback.asks-of-what',
  choices: [
    { say: 'who.summary', token: 'who' },
    { say: 'feedback.complain', token: 'complain' },
  ],
}

/** They say nothing yet of what it was. */
const earlierAlone: Reply = {
  say: 'feedback.earlier-alone',
  choices: [
    { say: 'feedback.code', token: 'code' },
    { say: 'feedback.complain', token: 'complain' },
  ],
}

/** A kind word for a kind word, for an unkind one and for none; then what can be done here. */
const courtesyReply = (courtesy: Courtesy | 'unclear', newest: string | undefined): Reply => ({
  say: `feedback.courtesy-${courtesy}`,
  choices: [
    { say: 'feedback.complain', token: 'complain' },
    ...(newest === undefined ? [] : [{ say: 'feedback.button.status', token: `status ${newest}` }]),
  ],
})
