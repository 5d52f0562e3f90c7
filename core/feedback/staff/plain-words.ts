import { command, type Talk } from '../../conversation/command.ts'
import { meansAlone } from '../../conversation/phrases.ts'
import { unlessRefused } from '../../kernel/errors.ts'
import { photosIn, wordsIn } from '../answers.ts'
import { courtesyOf } from '../courtesy.ts'
import { answerCase, measure } from '../handler-steps.ts'
import { mayTake } from '../step.ts'
import { type TheCase, theCase } from './the-case.ts'

/** From here on words tell something; fewer are looked for. */
export const TELLS = 8

/** What people put around the words that they look for. */
const AROUND =
  /^(?:请|麻烦|帮我|给我|我想|我要)*(?:查一?下|查查|找一?下|找找|搜一?下|看一?下|查|找|搜)|(?:的)?(?:件|那件|那个|情况)$|的$/gu

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

/** 收到, 知道了 and no more. */
export const isAcknowledged = (talk: Talk, text: string): boolean =>
  meansAlone({ language: talk.language, context: talk }, 'staff.acknowledged-words', text)

/** Asks plainly for a search, where 查明原因 tells what was done. */
const SEARCHES = /^(?:(?:请|麻烦|帮我|给我|我想|我要)+(?:查|找|搜)|(?:查|找|搜)一?下|查查|找找)/u

/** Whether somebody says that they look for something. */
export const looksFor = (text: string): boolean => SEARCHES.test(text.trim())

/** What is looked for, without the words that people put around it. */
export const looked = (text: string): string => text.replace(AROUND, '').trim() || text

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
