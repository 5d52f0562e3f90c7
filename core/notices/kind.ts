import { calendarOf } from '../calendar/content.ts'
import type { GivenKind } from '../campaigns/campaign.ts'
import type { Content } from '../content/content.ts'
import { isFilledIn, type Notice } from './notice.ts'

/** What a notice sends, and what it takes for an answer. */
export const kindOf = (content: Content, notice: Notice): GivenKind => {
  const buttons = buttonsOf(notice)
  const asksUntil = notice.ask === 'nothing' ? undefined : notice.closesAt
  const until = asksUntil === undefined ? {} : { day: calendarOf(content).dayAt(asksUntil) }
  const dated = 'day' in until ? '-until' : ''
  return {
    name: 'notice',
    opens: 'notice',
    asks: notice.ask !== 'nothing',
    late: true,
    duty: true,
    invite: { say: `notices.message${dated}`, params: { text: notice.text, ...until }, buttons, files: notice.files },
    remind: { say: `notices.reminder${dated}`, params: { text: notice.text, ...until }, buttons },
  }
}

type Buttons = NonNullable<GivenKind['invite']['buttons']>

const buttonsOf = ({ ask, options }: Notice): Buttons => {
  const reply = { say: 'notices.button.reply', args: 'reply' }
  if (ask === 'confirm') return [{ say: 'notices.button.confirm', args: 'yes', style: 'primary' }, reply]
  if (isFilledIn(ask)) return [{ say: 'notices.button.fill', args: 'form', style: 'primary' }, reply]
  if (ask === 'choice')
    return [...options.map((text, n) => ({ say: 'campaign.message', params: { text }, args: String(n) })), reply]
  return [reply]
}
