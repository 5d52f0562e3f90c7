import { waitingForMe } from '../campaigns/index.ts'
import { command, type Talk } from '../conversation/command.ts'
import { attachmentsIn } from '../conversation/conversation.ts'
import { TELLS } from '../feedback/staff/plain-words.ts'
import { hasRole } from '../kernel/actor.ts'
import { DAY, later } from '../ports/clock.ts'
import { reply, show } from './reader.ts'

/** As few are a greeting, or no answer. */
const NOTHING = 2

/** Begins the tokens of notices among all that waits. */
const TOKEN = 'notice '

/** The newest notice that waits for a reply in words from whoever talks, for which these may be meant. */
const repliedTo = async (talk: Talk, words: string): Promise<string | undefined> => {
  if (words !== '' && words.length <= NOTHING) return undefined
  const { rows } = await talk.execute(waitingForMe, { limit: 50 })
  // Fewer are an answer to what has just come.
  const since = words.length >= TELLS ? '' : later(talk.now, -DAY)
  const lately = rows.filter(({ kind, opensAt }) => kind === 'notice' && opensAt > since)
  for (const { campaign } of lately.toSorted((a, b) => b.opensAt.localeCompare(a.opensAt, 'en'))) {
    if ((await talk.execute(show, { campaign })).ask === 'reply') return campaign
  }
  return undefined
}

/** Whoever was asked for a reply and just writes, or sends pictures, is asked whether that is it. */
export const justWritten = command({
  name: 'notice_words',
  for: 'person',
  summary: 'notices.command-reply',
  listed: false,
  async takes(talk, words, waits) {
    // What members of contact points tell is told in confidence, and is nobody's notice.
    if (hasRole(talk.actor, 'contact-point')) return undefined
    // While something is looked at, words are about that.
    if (talk.focused !== undefined || !(await waits()).some((each) => each.startsWith(TOKEN))) return undefined
    const campaign = await repliedTo(talk, words)
    return campaign === undefined ? undefined : [campaign]
  },
  async run(talk, [campaign = '', text = ''], { photos }) {
    const { title } = await talk.execute(show, { campaign })
    talk.say({ say: 'notices.is-it-this', params: { title } })
    const files = photos === undefined ? {} : { files: photos }
    return talk.begin('notice_said', [campaign], { ...(text === '' ? {} : { text }), ...files })
  },
})

/** The reply that was just written, once it was said to be one. */
export const noticeSaid = command({
  name: 'notice_said',
  for: 'person',
  summary: 'notices.command-reply',
  listed: false,
  form: 'notice-said',
  async run(talk, [campaign = ''], { text, files }) {
    await talk.execute(reply, { campaign, text: String(text ?? ''), files: attachmentsIn(files) })
    return [{ say: 'notices.reply-kept' }]
  },
})
