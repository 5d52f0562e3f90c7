import { command, type Talk } from '../conversation/command.ts'
import { refusal } from '../kernel/errors.ts'
import { QuietHours } from './person.ts'
import { setPreferences } from './preferences.ts'
import { whoami } from './queries.ts'

/** What is offered with a button; other times are typed after the command. */
const OFFERED = ['21:00-08:00', '22:00-07:00', '23:00-06:00']

const off = { say: 'people.button.quiet-off', token: 'quiet off' }

/** `/quiet 22:00-7:00`, `/quiet off`; alone it says what is set. */
export const quiet = command({
  name: 'quiet',
  for: 'person',
  summary: 'people.command-quiet',
  words: 'people.quiet-words',
  async run(talk, args) {
    const asked = args.join(' ').trim()
    if (asked === '') return asking(talk)
    const quietHours = asked === 'off' ? null : hoursIn(asked)
    await talk.execute(setPreferences, { quietHours })
    if (quietHours === null) return [{ say: 'people.quiet-is-off' }]
    return [{ say: 'people.quiet-is-set', params: { ...quietHours }, choices: [off] }]
  },
})

const asking = async (talk: Talk) => {
  const { quietHours } = await talk.execute(whoami, {})
  const choices = OFFERED.map((hours) => ({
    say: 'people.button.quiet-hours',
    params: { hours },
    token: `quiet ${hours}`,
  }))
  return quietHours === undefined
    ? [{ say: 'people.quiet-none', choices }]
    : [{ say: 'people.quiet-is', params: { ...quietHours }, choices: [...choices, off] }]
}

/** Two times of day in half-width or full-width signs, such as `22:00-7:30`, `22-7` or `22点到7点`. */
const hoursIn = (words: string): QuietHours => {
  const [first, second, ...more] = words.normalize('NFKC').matchAll(/(\d{1,2})(?:[:点时](\d{2}))?/g)
  const hours = QuietHours.safeParse({ from: timeOf(first), until: timeOf(second) })
  if (!hours.success || more.length > 0) throw refusal('people.quiet-hours-unclear', { words: words.slice(0, 40) })
  return hours.data
}

const timeOf = (match: RegExpExecArray | undefined): string =>
  match === undefined ? '' : `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? '00'}`

/** No notices any more; `/stop off` brings them back. */
export const stop = command({
  name: 'stop',
  for: 'person',
  summary: 'people.command-stop',
  words: 'people.stop-words',
  async run(talk, [asked]) {
    const notices = asked === 'off'
    await talk.execute(setPreferences, { notices })
    if (notices) return [{ say: 'people.notices-come' }]
    return [{ say: 'people.notices-stopped', choices: [{ say: 'people.button.notices-back', token: 'stop off' }] }]
  },
})

/** Which of the chats that are bound is tried first. */
export const prefer = command({
  name: 'prefer',
  for: 'person',
  summary: 'people.command-prefer',
  async run(talk, [asked]) {
    if (asked !== undefined) {
      const channel = asked === 'any' ? null : asked
      await talk.execute(setPreferences, { channel })
      return [channel === null ? { say: 'people.prefers-any' } : { say: 'people.prefers', params: { channel } }]
    }
    const { accounts, channel } = await talk.execute(whoami, {})
    const channels = [...new Set(accounts.map((each) => each.channel))]
    const choices = channels.map((each) => ({
      say: 'people.button.channel',
      params: { channel: each },
      token: `prefer ${each}`,
    }))
    return [
      {
        say: channel === undefined ? 'people.prefer-which' : 'people.prefers-now',
        ...(channel === undefined ? {} : { params: { channel } }),
        choices: [...choices, { say: 'people.button.any-channel', token: 'prefer any' }],
      },
    ]
  },
})
