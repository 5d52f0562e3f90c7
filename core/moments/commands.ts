import { command } from '../conversation/command.ts'
import { announce, list } from './operations.ts'

const WHO = ['officer', 'director'] as const

/** What comes, when people are reminded of it, and what an officer may announce. */
export const moments = command({
  name: 'moments',
  for: WHO,
  summary: 'moments.command',
  async run(talk) {
    const { coming, events } = await talk.execute(list, { limit: 12 })
    const lines = coming.map(({ provisional, ...each }) =>
      talk.text(provisional ? 'moments.line-provisional' : 'moments.line', each),
    )
    return [
      {
        say: coming.length === 0 ? 'moments.none' : 'moments.list',
        params: { lines: lines.join('\n') },
        choices: events.map(({ name, title }) => ({
          say: 'moments.button',
          params: { title },
          token: `moment ${name}`,
        })),
      },
    ]
  },
})

/** Announces an appointment, a wedding and the like: whose, and when. */
export const moment = command({
  name: 'moment',
  for: WHO,
  summary: 'moments.command-announce',
  listed: false,
  form: 'moment',
  async run(talk, [name = ''], answers) {
    const audience = String(answers.people ?? '')
    const { remindOn } = await talk.execute(announce, { moment: name, audience, day: String(answers.day ?? '') })
    return [{ say: 'moments.announced', params: { day: remindOn } }]
  },
})
