import { command } from '../conversation/command.ts'
import { courtesyOf } from '../feedback/courtesy.ts'

/**
 * What people in the field write without a command is a report. Whoever only says thanks, or hello, is told what they
 * can do here.
 */
export const fieldWords = command({
  name: 'field_words',
  for: ['information-officer', 'supervisor'],
  summary: 'brewing.report',
  listed: false,
  async run(talk, [text = ''], answers) {
    const known = { ...answers, ...(text === '' ? {} : { text }) }
    const isSupervisor = talk.actor.kind === 'person' && talk.actor.roles.includes('supervisor')
    const isOfficer = talk.actor.kind === 'person' && talk.actor.roles.includes('information-officer')
    const choices = [
      ...(isOfficer ? [{ say: 'brewing.report', token: 'brewing' }] : []),
      ...(isOfficer ? [{ say: 'brewing.list', token: 'brewings' }] : []),
    ]
    if (Object.keys(answers).length === 0 && courtesyOf(text) !== undefined)
      return [{ say: 'brewing.courtesy', choices }]
    if (isSupervisor && !isOfficer) return [{ say: 'brewing.courtesy', choices }]
    return talk.begin('brewing', [], known)
  },
})
