import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { courtesyOf } from '../feedback/courtesy.ts'
import { hasRole } from '../kernel/actor.ts'
import { notFound, Refusal, refusal } from '../kernel/errors.ts'
import { answerMember } from './answer.ts'
import { FEEDBACK_FORM } from './collect.ts'
import { mine } from './lists.ts'
import { mayAnswer } from './may-answer.ts'

const MEMBERS = ['contact-point'] as const
const SHOWN = 8
const mineButton = { say: 'network.button.mine', token: 'my_feedback' }

/** Whoever answers has been told that it takes the place of what they answered before. */
const AGAIN = 'again'
/** Why an answer to a campaign stands by itself instead, and what is said of it. */
const TAKEN_APART: ReadonlyMap<string, string> = new Map([
  ['campaign.closed', 'network.thanks-late'],
  ['campaign.cancelled', 'network.thanks-late'],
  ['network.turned-already', 'network.thanks-apart'],
  ['network.answered-unasked', 'network.thanks-besides'],
])

/** An id or a number; everything else is words that mean this command. */
const NAMES_A_CAMPAIGN = /^[0-9a-z]+$/

/** `feedback`, `feedback CAMPAIGN`: asks the form of the campaign; what can't be taken is said before it is asked. */
const feedback = command({
  name: 'feedback',
  for: MEMBERS,
  summary: 'network.feedback',
  words: 'network.feedback-words',
  asksLater: true,
  async run(talk, [campaign], answers) {
    if (campaign === undefined || !NAMES_A_CAMPAIGN.test(campaign))
      return talk.begin('feedback_form', [FEEDBACK_FORM], answers)
    const found = await talk.execute(mayAnswer, { campaign }).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'campaign.closed')) throw error
    })
    // Whoever comes late with something to tell is heard all the same.
    if (found === undefined) {
      talk.say({ say: 'network.closed-tell' })
      return talk.begin('feedback_form', [FEEDBACK_FORM], answers)
    }
    const { form, before, ...asked } = found
    if (before === undefined) return talk.begin('feedback_form', [form, asked.campaign], answers)
    const params = { day: calendarOf(talk.content).dayAt(before.at) }
    const canStandApart = form === FEEDBACK_FORM
    if (before.isReplaceable) {
      const choices = canStandApart ? [{ say: 'network.button.another', token: 'feedback' }] : []
      talk.say({ say: 'network.answered-before', params, choices })
      return talk.begin('feedback_form', [form, asked.campaign, AGAIN], answers)
    }
    if (!canStandApart) throw refusal('network.turned-already')
    talk.say({ say: 'network.turned-before', params })
    return talk.begin('feedback_form', [form], answers)
  },
})

/** `feedback_form FORM [CAMPAIGN [again]]`: only the form that is asked now. */
const feedbackForm = command({
  name: 'feedback_form',
  for: MEMBERS,
  summary: 'network.feedback',
  listed: false,
  chosenForm: true,
  async begin(talk, [form, campaign]) {
    const asked = campaign === undefined ? FEEDBACK_FORM : (await talk.execute(mayAnswer, { campaign })).form
    if (asked !== form) throw notFound('forms.unknown')
    return {}
  },
  async run(talk, [form, campaign, again], answers) {
    if (!hasRole(talk.actor, ...MEMBERS)) return leftMeanwhile(talk, answers)
    const taken = await handIn(talk, campaign, answers, again === AGAIN).catch((error: unknown) => {
      // It closed, or their first was dealt with or told elsewhere, while they were writing: what they told is taken all the same, unasked.
      const say = error instanceof Refusal ? TAKEN_APART.get(error.code) : undefined
      if (say === undefined || form !== FEEDBACK_FORM) throw error
      talk.say({ say })
      return handIn(talk, undefined, answers)
    })
    const isGreen = taken.kind === 'complaint' || taken.kind === 'help'
    const say = taken.again ? 'network.thanks-again' : isGreen ? 'network.thanks-green' : 'network.thanks'
    const choices = [mineButton]
    if (campaign !== undefined || taken.round === undefined) return [{ say, choices }]
    const counts = talk.text('network.counts-for', { title: taken.round })
    return [{ words: `${talk.text(say)}\n${counts}`, choices }]
  },
})

/** Whoever left while they were writing is heard as everybody is. */
const leftMeanwhile = (talk: Talk, { text, place }: Answers): readonly Reply[] | Promise<readonly Reply[]> => {
  if (text === undefined) return [{ say: 'network.left-meanwhile' }]
  talk.say({ say: 'network.left-told' })
  return talk.begin('complain', [], { text, ...(place === undefined ? {} : { place }) })
}

const handIn = (talk: Talk, campaign: string | undefined, answers: Answers, replaces = false) =>
  talk.execute(answerMember, {
    ...(campaign === undefined ? {} : { campaign }),
    ...{ answers: { ...answers }, replaces },
    chat: {
      ...{ key: talk.chat.key, sealed: talk.chat.sealed, bond: talk.chat.bond, channel: talk.chat.channel },
      language: talk.language,
    },
  })

/** What a member writes without a command goes into the form; a kind word gets a kind word. */
const words = command({
  name: 'member_words',
  for: MEMBERS,
  summary: 'network.feedback',
  listed: false,
  async run(talk, [text = ''], answers) {
    const courtesy = Object.keys(answers).length === 0 ? courtesyOf(text) : undefined
    const choices = [{ say: 'network.feedback', token: 'feedback' }, mineButton]
    if (courtesy !== undefined) return [{ say: `feedback.courtesy-${courtesy}`, choices }]
    const { photos: _photos, ...rest } = answers
    const said: Answers = { ...rest, ...(text === '' ? {} : { text }) }
    return talk.begin('feedback_form', [FEEDBACK_FORM], said)
  },
})

/** What a member has told, and what came of each. */
const myFeedback = command({
  name: 'my_feedback',
  for: MEMBERS,
  summary: 'network.mine',
  words: 'network.mine-words',
  async run(talk) {
    const { rows } = await talk.execute(mine, { limit: SHOWN })
    const choices = [{ say: 'network.feedback', token: 'feedback' }]
    if (rows.length === 0) return [{ say: 'network.mine-none', choices }]
    const lines = rows.map(({ at, text, became, number = '', said, over }) =>
      talk.text('network.mine-line', {
        day: calendarOf(talk.content).dayAt(at),
        text: text === '' ? talk.text('network.only-taps') : text.slice(0, 60),
        became:
          said === undefined
            ? talk.text(
                `network.became-${over !== undefined ? `warning-${over}` : became === 'same' && number !== '' ? 'same-case' : became}`,
                { number },
              )
            : talk.text('network.became-said', { what: talk.text(`network.said-${said.what}`), words: said.words }),
      }),
    )
    return [{ words: [talk.text('network.mine-head', { count: rows.length }), ...lines].join('\n'), choices }]
  },
})

export const memberCommands = [feedback, feedbackForm, words, myFeedback]
