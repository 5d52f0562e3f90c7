import { calendarOf } from '../../calendar/content.ts'
import { toDay } from '../../calendar/index.ts'
import { inLanguage } from '../../content/localized.ts'
import type { Reply, Talk } from '../../conversation/command.ts'
import type { Attachment } from '../../conversation/conversation.ts'
import { mattersOf } from '../../matters/matter.ts'
import type { MessageFile } from '../../messaging/message.ts'
import type { SaidChoice } from '../../messaging/tell.ts'

/** What may leave of an attachment: never the sealed original. */
export const handedOut = ({ file, name, type }: Attachment): MessageFile => ({ file, name, type })

/** The name of a matter, or that it is not known. */
export const matterName = (talk: Pick<Talk, 'content' | 'text' | 'language'>, code: string | undefined): string => {
  const matter = code === undefined ? undefined : mattersOf(talk.content).get(code)
  return matter === undefined ? talk.text('staff.matter-unknown') : inLanguage(matter.name, talk.language)
}

export const dayOf = (talk: Talk, at: string): string => calendarOf(talk.content).dayAt(at)

/** When an answer is due, and how many working days are left; that the limit stands, where it has no last day. */
export const dueWords = (talk: Pick<Talk, 'content' | 'text' | 'now'>, due: string | undefined): string => {
  if (due === undefined) return talk.text('staff.due-stands')
  const calendar = calendarOf(talk.content)
  const today = calendar.dayAt(talk.now)
  if (due === today) return talk.text('staff.due-today', { due })
  const days = calendar.workingDaysBetween(today, toDay(due))
  return due > today ? talk.text('staff.due-left', { due, days }) : talk.text('staff.due-over', { due, days: -days })
}

/** A text of this length at most, cut at the end. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text

/** What became of it, with the way back to the case and to the queue. */
export const done = (say: string, id: string, params: Record<string, string | number> = {}): Reply => ({
  say,
  params,
  choices: [showButton(id), { say: 'staff.button.queue', token: 'queue' }],
})

export const showButton = (id: string): SaidChoice => ({ say: 'feedback.button.show', token: `show ${id}` })
