import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { wordsIn } from '../feedback/answers.ts'
import { endMembership, succeed, Why } from './replace.ts'
import { stratumName } from './stratum-name.ts'
import { printThanks, thank, yearOfMembers } from './thanks.ts'

const OFFICERS = ['officer'] as const

/** The seat that somebody leaves or takes, in words. */
const seatWords = async (
  talk: Talk,
  { stratum, place }: { readonly stratum?: string | undefined; readonly place?: string | undefined },
): Promise<string> =>
  [
    stratumName(talk.text, stratum),
    ...(place === undefined ? [] : [(await talk.organisation()).place(place)?.name ?? place]),
  ].join(talk.text('list.comma'))

/** `member_replace`: who is no member any more and why, and who comes after them, if that is known. */
const replace = command({
  name: 'member_replace',
  for: OFFICERS,
  summary: 'network.replace',
  words: 'network.replace-words',
  form: 'member-replace',
  async run(talk, _args, answers) {
    const { departure, person, seat } = await talk.execute(endMembership, {
      person: wordsIn(answers, 'person'),
      why: Why.parse(answers.why),
    })
    const name = (await talk.organisation()).person(person)?.name ?? person
    const successor = wordsIn(answers, 'successor')
    const gone: Reply = {
      say: 'network.ended',
      params: { name, seat: await seatWords(talk, seat) },
      choices: [
        ...(successor === '' ? [{ say: 'network.button.successor', token: `member_new ${departure}` }] : []),
        { say: 'network.button.thank-left', token: `member_thanks ${departure}` },
      ],
    }
    return successor === '' ? [gone] : [gone, await enrolled(talk, departure, successor)]
  },
})

const enrolled = async (talk: Talk, departure: string, name: string): Promise<Reply> => {
  const { person, seat } = await talk.execute(succeed, { departure, name })
  return {
    say: 'network.enrolled',
    params: { name, seat: await seatWords(talk, seat) },
    choices: [{ say: 'network.button.letter', token: `network_letters ${person}` }],
  }
}

/** `member_new DEPARTURE`: who comes after somebody who left. */
const successor = command({
  name: 'member_new',
  for: OFFICERS,
  summary: 'network.replace',
  listed: false,
  form: 'member-new',
  run: async (talk, [departure = ''], answers) => [await enrolled(talk, departure, wordsIn(answers, 'name'))],
})

/** `member_thanks DEPARTURE|YEAR`: letters of thanks to print. */
const letterOfThanks = command({
  name: 'member_thanks',
  for: OFFICERS,
  summary: 'network.year-thanks',
  listed: false,
  async run(talk, [given = '']) {
    const asked = /^\d{4}$/.test(given) ? { year: Number(given) } : { departure: given }
    const { file, name, type, count } = await talk.execute(printThanks, asked)
    return [{ say: 'network.thank-letters-here', params: { count }, files: [{ file, name, type }] }]
  },
})

/** `year_thanks`, `year_thanks YEAR`: what came of the year, and thanks to everybody in chat or on paper. */
const yearThanks = command({
  name: 'year_thanks',
  for: ['officer', 'director'],
  summary: 'network.year-thanks',
  words: 'network.year-thanks-words',
  async run(talk, [given = '', what]) {
    const year = /^\d{4}$/.test(given) ? Number(given) : lastYear(talk)
    if (what === 'send') {
      const { members } = await talk.execute(thank, { year })
      return [{ say: 'network.thanking', params: { members } }]
    }
    const figures = await talk.execute(yearOfMembers, { year })
    return [
      {
        say: 'network.year-head',
        params: { ...figures },
        choices: [
          { say: 'network.button.thank', params: { members: figures.members }, token: `year_thanks ${year} send` },
          { say: 'network.button.thank-letters', params: { members: figures.members }, token: `member_thanks ${year}` },
        ],
      },
    ]
  },
})

/** The year that is coming to its end, or has just ended. */
const lastYear = ({ content, now }: Talk): number => {
  const [year = 0, month = 1] = calendarOf(content).dayAt(now).split('-').map(Number)
  return month <= 3 ? year - 1 : year
}

/** `member_quit`: a member who does not want to be one any longer. */
const quit = command({
  name: 'member_quit',
  for: ['contact-point'],
  summary: 'network.quit',
  words: 'network.quit-words',
  async run(talk, [sure]) {
    if (sure !== 'yes')
      return [
        {
          say: 'network.quit-sure',
          choices: [
            { say: 'network.button.quit', token: 'member_quit yes', style: 'danger' as const },
            { say: 'network.button.stay', token: 'my_feedback' },
          ],
        },
      ]
    await talk.execute(endMembership, { why: 'declined' })
    return [{ say: 'network.quit-done' }]
  },
})

export const membershipCommands = [replace, successor, letterOfThanks, yearThanks, quit]
