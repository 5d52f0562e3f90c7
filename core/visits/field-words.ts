import { command } from '../conversation/command.ts'
import { writtenIn } from '../conversation/written.ts'
import { courtesyOf } from '../feedback/courtesy.ts'
import { visitForm } from './checklist.ts'

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
    if (visits && form !== undefined && writtenIn(form, text).size >= RECORD)
      return talk.begin('visit', [], answers, text)
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
    if (reports) return talk.begin('brewing', [], { ...answers, ...(text === '' ? {} : { text }) })
    return talk.begin('visit', [], { ...answers, ...(text === '' ? {} : { findings: text }) })
  },
})
