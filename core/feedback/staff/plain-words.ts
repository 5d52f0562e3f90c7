import { command, type Talk } from '../../conversation/command.ts'
import { unlessRefused } from '../../kernel/errors.ts'
import { photosIn, wordsIn } from '../answers.ts'
import { courtesyOf } from '../courtesy.ts'
import { answerCase, measure } from '../handler-steps.ts'
import { mayTake } from '../step.ts'
import { isAcknowledged, looked, TELLS } from './said.ts'
import { type TheCase, theCase } from './the-case.ts'

/**
 * What staff write without a command: a greeting gets what waits for them, 收到 alone takes no case on, what tells of the
 * case that was looked at last is offered to be put there, and everything else is looked for.
 */
export const staffWords = command({
  name: 'staff_words',
  for: 'person',
  summary: 'staff.find',
  listed: false,
  async run(talk, [text = ''], answers) {
    const { photos = [] } = answers
    const isBare = photosIn({ photos }).length === 0
    if (isBare && courtesyOf(text) !== undefined) return waits(talk, 'staff.hello')
    if (isBare && isAcknowledged(talk, text)) return waits(talk, 'staff.press-instead')
    if (isBare && text.length < TELLS) return talk.begin('find', [looked(text)])
    const about = await inHand(talk)
    if (about !== undefined) {
      talk.say({ say: 'staff.about-case', params: { number: about.data.number } })
      return talk.begin('about_case', [about.id], { ...(text === '' ? {} : { text }), ...(isBare ? {} : { photos }) })
    }
    return isBare ? talk.begin('find', [looked(text)]) : [{ say: 'staff.photos-where', choices: [QUEUE] }]
  },
})

const waits = (talk: Talk, say: string) => {
  talk.say({ say })
  return talk.begin('mine')
}

const QUEUE = { say: 'staff.button.queue', token: 'queue' }

/** The case that was looked at last, where whoever talks may write something into it now. */
const inHand = async (talk: Talk): Promise<TheCase | undefined> => {
  const { focused } = talk
  if (focused === undefined) return undefined
  return unlessRefused(async () => {
    const found = await theCase(talk, focused)
    const org = await talk.organisation()
    return [measure, answerCase].some((step) => mayTake(org, talk.actor, found.data, step)) ? found : undefined
  })
}

/** Where the words go: into the measures of the case, into its answer, or nowhere. */
export const aboutCase = command({
  name: 'about_case',
  for: 'person',
  summary: 'staff.measure',
  listed: false,
  form: 'about-case',
  run: (talk, [id = ''], { to, ...said }) =>
    to === 'find' ? talk.begin('find', [looked(wordsIn(said, 'text'))]) : talk.begin(String(to), [id], said),
})

export const plainWords = [staffWords, aboutCase]
