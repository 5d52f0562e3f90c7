import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Reply, Talk } from '../conversation/command.ts'
import { mattersOf } from '../matters/matter.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import type { CaseData } from './case.ts'
import { becauseOf } from './due-why.ts'
import { mayStep } from './lifecycle.ts'

/** Where a case stands, for who reported it: what happened, what comes next and when, and what they can do. */
export const statusReply = async (
  talk: Talk,
  id: string,
  data: CaseData,
): Promise<Extract<Reply, { words: string }>> => {
  const calendar = calendarOf(talk.content)
  const matter = data.matter === undefined ? undefined : mattersOf(talk.content).get(data.matter)
  const unit = data.lead === undefined ? '' : ((await talk.organisation()).unit(data.lead)?.name ?? data.lead)
  const question = data.questions.find((each) => each.answer === undefined)
  const promised = data.state === 'dispatched' || data.state === 'accepted'
  const because = (promised ? becauseOf(talk.content, data, 'feedback') : [])
    .map(([key, params]) => talk.text(key, params))
    .join('')
  const lines = [
    talk.text('feedback.view.head', { number: data.number, day: calendar.dayAt(data.receivedAt) }),
    ...(matter === undefined
      ? []
      : [talk.text('feedback.view.matter', { matter: inLanguage(matter.name, talk.language) })]),
    talk.text(`feedback.view.state-${data.state}`, {
      unit,
      due: data.due?.day ?? talk.text('feedback.view.due-stands'),
      reason: data.refusal?.reason ?? '',
      ask: data.refusal?.ask ?? '',
    }),
    ...(because === '' ? [] : [because]),
    ...(question === undefined ? [] : [talk.text('feedback.view.asked', { question: question.text })]),
    ...data.measures
      .slice(-3)
      .map((measure) => talk.text('feedback.view.measure', { day: calendar.dayAt(measure.at), text: measure.text })),
    ...data.answers
      .slice(-1)
      .map((answer) => talk.text('feedback.view.answer', { day: calendar.dayAt(answer.at), text: answer.text })),
  ]
  return { words: lines.join('\n'), choices: choicesFor(id, data) }
}

const choicesFor = (id: string, data: CaseData): SaidChoice[] => {
  const asked = data.questions.some((each) => each.answer === undefined)
  const rated = data.ratings.some((rating) => rating.round === data.round)
  return [
    ...(asked && mayStep(data.state, 'reply')
      ? [{ say: 'feedback.button.reply', token: `reply ${id}`, style: 'primary' as const }]
      : []),
    ...(mayStep(data.state, 'rate') && !rated
      ? [{ say: 'feedback.button.rate', token: `rate ${id}`, style: 'primary' as const }]
      : []),
    ...(mayStep(data.state, 'add') ? [{ say: 'feedback.button.add', token: `add ${id}` }] : []),
    ...(mayStep(data.state, 'reopen') ? [{ say: 'feedback.button.reopen', token: `reopen ${id}` }] : []),
    ...(mayStep(data.state, 'withdraw') ? [{ say: 'feedback.button.withdraw', token: `withdraw ${id}` }] : []),
  ]
}
