import { calendarOf } from '../calendar/content.ts'
import { toSimplified } from '../content/traditional.ts'
import { command, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { dayMeant, inDigits } from '../conversation/kinds/day.ts'
import { recordsIn, writtenIn } from '../conversation/written.ts'
import { courtesyOf } from '../feedback/courtesy.ts'
import { visitForm } from './checklist.ts'
import { ANNOUNCED, asksAfter, DAY, findingsTold, KINDS, UNANNOUNCED } from './story.ts'
import { NO_ROUND } from './supervisor-commands.ts'

/** So many labelled lines make a record of a visit that was written without a network. */
const RECORD = 2

/**
 * What people in the field write without a command: a record of a visit, where it has the labels of one; else what is
 * brewing. Whoever only says thanks, or hello, is told what they can do here.
 */
export const fieldWords = command({
  name: 'field_words',
  for: ['information-officer', 'supervisor'],
  summary: 'visits.record',
  listed: false,
  async run(talk, [text = ''], answers) {
    const roles = talk.actor.kind === 'person' ? talk.actor.roles : []
    const [visits, reports] = [roles.includes('supervisor'), roles.includes('information-officer')]
    const form = visitForm(talk.content)
    if (visits && form !== undefined && writtenIn(form, text).size >= RECORD) {
      const [first = text, ...others] = recordsIn(form, text, 'unit')
      if (others.length > 0) talk.say({ say: 'visits.several', params: { count: others.length + 1 } })
      return talk.begin('visit', [NO_ROUND, ...others], answers, first)
    }
    if (Object.keys(answers).length === 0 && courtesyOf(text) !== undefined)
      return [
        {
          say: 'visits.courtesy',
          choices: [
            ...(reports ? [{ say: 'brewing.report', token: 'brewing' }] : []),
            ...(visits ? [{ say: 'visits.record', token: 'visit' }] : []),
          ],
        },
      ]
    if (Object.keys(answers).length === 0 && asksAfter(text)) return talk.begin(reports ? 'brewings' : 'visits')
    if (reports) return talk.begin('brewing', [], { ...answers, ...(text === '' ? {} : { text }) })
    return talk.begin('visit', [], {
      ...(await toldOf(talk, text)),
      ...answers,
      ...(text === '' ? {} : { findings: findingsTold(text) }),
    })
  },
})

/** What a story says of itself: which day and unit, where it names one alone, whether they knew, and what was looked at. */
const toldOf = async (talk: Talk, story: string): Promise<Answers> => {
  const text = inDigits(toSimplified(story))
  const [unit, ...others] = (await talk.organisation()).unitsNamedIn(text)
  const announced = UNANNOUNCED.test(text) ? 'no' : ANNOUNCED.test(text) ? 'yes' : undefined
  const said = DAY.exec(text)?.[0]
  const day = said === undefined ? undefined : dayMeant(said, talk.now, calendarOf(talk.content).timeZone)
  const [kind, ...kinds] = KINDS.flatMap(([each, words]) => (words.test(text) ? [each] : []))
  return {
    ...(day === undefined ? {} : { day }),
    ...(unit === undefined || others.length > 0 ? {} : { unit: unit.code }),
    ...(announced === undefined ? {} : { announced }),
    ...(kind === undefined || kinds.length > 0 ? {} : { kind }),
  }
}
