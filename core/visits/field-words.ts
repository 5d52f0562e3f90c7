import { saidOf } from '../brewing/said.ts'
import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { dayMeant } from '../conversation/kinds/day.ts'
import { recordsIn, writtenIn } from '../conversation/written.ts'
import { courtesyOf } from '../feedback/courtesy.ts'
import { visitForm } from './checklist.ts'
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
    if (reports) return talk.begin('brewing', [], { ...saidOf(text), ...answers, ...(text === '' ? {} : { text }) })
    return talk.begin('visit', [], {
      ...(await toldOf(talk, text)),
      ...answers,
      ...(text === '' ? {} : { findings: text }),
    })
  },
})

/** What a story says of itself: which day and unit, where it names one alone, and whether they knew. */
const toldOf = async (talk: Talk, text: string): Promise<Answers> => {
  const [unit, ...others] = (await talk.organisation()).unitsNamedIn(text)
  const announced = /暗访|没打招呼|unannounced/i.test(text)
    ? 'no'
    : /明察|打过招呼|(?<!un)announced/i.test(text)
      ? 'yes'
      : undefined
  const said = /大前天|[今昨前]天|上个?(?:周|星期)[一二三四五六日天]|\d{1,2}\s*[月.]\s*\d{1,2}[日号]?/.exec(text)?.[0]
  const day = said === undefined ? undefined : dayMeant(said, talk.now, calendarOf(talk.content).timeZone)
  return {
    ...(day === undefined ? {} : { day }),
    ...(unit === undefined || others.length > 0 ? {} : { unit: unit.code }),
    ...(announced === undefined ? {} : { announced }),
  }
}
