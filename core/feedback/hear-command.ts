import { answerTo, questionAmid } from '../common-questions/content.ts'
import { toSimplified } from '../content/traditional.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { who } from '../matters/who.ts'
import { advertises } from './advertises.ts'
import { onlyAsks, onlyOpens, speaksOfEarlier } from './asks.ts'
import { statusReply } from './citizen-view.ts'
import { type Courtesy, courtesyOf } from './courtesy.ts'
import { mayStep, OPEN } from './lifecycle.ts'
import { isOtherLanguage, saysNothing } from './nothing-said.ts'
import { ordersAsStaff } from './orders-as-staff.ts'
import { mine } from './queries.ts'
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
    const courtesy = isBare ? courtesyOf(plain) : undefined
    if (courtesy !== undefined) return [courtesyReply(courtesy, rows[0]?.id)]
    const said: Answers = { ...answers, ...(text === '' ? {} : { text }) }
    if (asked !== undefined) return talk.begin('reply', [asked.id], said)
    if (isBare && saysNothing(text)) return [courtesyReply('unclear', rows[0]?.id)]
    if (isBare && advertises(plain)) return talk.begin('advert', [], said)
    const open = rows.find(({ data }) => OPEN.includes(data.state))
    if (open !== undefined) return talk.begin('sort', [open.id], said)
    if (onlyOpens(plain)) return talk.begin('complain', [], answers)
    if (isBare && (await isAnswered(talk, plain))) return talk.begin('who', [text])
    if (rows.length === 0 && speaksOfEarlier(plain)) talk.say(earlier)
    if (ordersAsStaff(plain)) talk.say({ say: 'feedback.orders-as-staff' })
    if (isOtherLanguage(text)) talk.say({ say: 'feedback.other-language' })
    const question = questionAmid(talk.content, plain)
    if (question !== undefined) talk.say({ words: answerTo(talk.content, question, talk.language) })
    return talk.begin('complain', [], said)
  },
})

/** Whether it only asks how something is done, and the list of matters has an answer. */
const isAnswered = async (talk: Talk, text: string): Promise<boolean> =>
  onlyAsks(text) && (await talk.execute(who, { words: text })).answers.length > 0

/** Nothing is known here of what they reported: the code leads back to it, and without it they just go on. */
const earlier: Reply = { say: 'feedback.earlier', choices: [{ say: 'feedback.code', token: 'code' }] }

/** A kind word for a kind word, for an unkind one and for none; then what can be done here. */
const courtesyReply = (courtesy: Courtesy | 'unclear', newest: string | undefined): Reply => ({
  say: `feedback.courtesy-${courtesy}`,
  choices: [
    { say: 'feedback.complain', token: 'complain' },
    ...(newest === undefined ? [] : [{ say: 'feedback.button.status', token: `status ${newest}` }]),
  ],
})
