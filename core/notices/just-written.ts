import { waitingForMe } from '../campaigns/index.ts'
import { command, type Talk } from '../conversation/command.ts'
import { attachmentsIn } from '../conversation/conversation.ts'
import { courtesyOf } from '../feedback/courtesy.ts'
import { finds } from '../feedback/staff/reading-commands.ts'
import { isAcknowledged, looksFor, TELLS } from '../feedback/staff/said.ts'
import { hasRole } from '../kernel/actor.ts'
import { DAY, later } from '../ports/clock.ts'
import { lately, reply, show } from './reader.ts'

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
  const recent = rows.filter(({ kind, opensAt }) => kind === 'notice' && opensAt > since)
  for (const { campaign } of recent.toSorted((a, b) => b.opensAt.localeCompare(a.opensAt, 'en'))) {
    if ((await talk.execute(show, { campaign })).ask === 'reply') return campaign
  }
  return undefined
}

/** The notice that whoever talks wrote about lately, for which these are a further remark: a search for them finds nothing. */
const goesOn = async (talk: Talk, words: string): Promise<string | undefined> => {
  // What they write is a report.
  if (hasRole(talk.actor, 'information-officer', 'supervisor')) return undefined
  const says = words.length > NOTHING && courtesyOf(words) === undefined && !isAcknowledged(talk, words)
  if (words !== '' && (!says || looksFor(words))) return undefined
  const { campaign } = await talk.execute(lately, {})
  return campaign === undefined || (words !== '' && (await finds(talk, words))) ? undefined : campaign
}

/** Whoever was asked for a reply, or has just given one, and writes or sends pictures, is asked whether that is it. */
export const justWritten = command({
  name: 'notice_words',
  for: 'person',
  summary: 'notices.command-reply',
  listed: false,
  async takes(talk, words, waits) {
    // What members of contact points tell is told in confidence, and is nobody's notice.
    if (hasRole(talk.actor, 'contact-point')) return undefined
    // While something is looked at, words are about that.
    if (talk.focused !== undefined) return undefined
    const first = (await waits()).some((each) => each.startsWith(TOKEN)) ? await repliedTo(talk, words) : undefined
    if (first !== undefined) return [first, 'first']
    const more = await goesOn(talk, words)
    return more === undefined ? undefined : [more, 'more']
  },
  async run(talk, [campaign = '', which = 'first', text = ''], { photos }) {
    const { title } = await talk.execute(show, { campaign })
    talk.say({ say: which === 'more' ? 'notices.is-it-more' : 'notices.is-it-this', params: { title } })
    const files = photos === undefined ? {} : { files: photos }
    return talk.begin('notice_said', [campaign], { ...(text === '' ? {} : { text }), ...files })
  },
})

/** What was just written, once it was said to be a reply; anything else is heard as if no notice had been there. */
export const noticeSaid = command({
  name: 'notice_said',
  for: 'person',
  summary: 'notices.command-reply',
  listed: false,
  form: 'notice-said',
  async run(talk, [campaign = ''], { text, files, to }) {
    const words = String(text ?? '')
    if (to === 'other') return talk.hear(words, files === undefined ? {} : { photos: files })
    await talk.execute(reply, { campaign, text: words, files: attachmentsIn(files) })
    return [{ say: 'notices.reply-kept' }]
  },
})
