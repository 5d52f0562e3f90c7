import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import { deadLetters, type Letter, resend } from './dead-letters.ts'

const SHOWN = 10

/** What nobody could deliver, and why; a button tries it all once more. */
export const undelivered = command({
  name: 'undelivered',
  for: ['officer', 'administrator'],
  summary: 'messaging.command-undelivered',
  async run(talk, [asked]) {
    if (asked === 'again') {
      await talk.execute(resend, {})
      return [{ say: 'messaging.tried-again' }]
    }
    const { rows: failed, reasons } = await talk.execute(deadLetters, { state: 'failed', limit: SHOWN })
    const { rows: unreachable } = await talk.execute(deadLetters, { state: 'unreachable', limit: SHOWN })
    const count = Object.values(reasons).reduce((sum, each) => sum + each, 0)
    if (count === 0) return [{ say: 'messaging.all-delivered' }]
    const org = await talk.organisation()
    const named = ({ person }: Letter) =>
      person === undefined ? talk.text('messaging.a-citizen') : (org.person(person)?.name ?? person)
    const lines = [...unreachable, ...failed].slice(0, SHOWN).map((letter) => line(talk, letter, named(letter)))
    return [
      {
        say: 'messaging.undelivered',
        params: { count, lines: lines.join('\n') },
        choices: [{ say: 'messaging.button.again', token: 'undelivered again' }],
      },
    ]
  },
})

const line = (talk: Talk, { reason, queuedAt }: Letter, who: string): string =>
  talk.text('messaging.undelivered-line', {
    who,
    why: talk.text(`messaging.reason-${reason}`),
    day: calendarOf(talk.content).dayAt(queuedAt),
  })
