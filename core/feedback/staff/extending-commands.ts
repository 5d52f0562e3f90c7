import { calendarOf } from '../../calendar/content.ts'
import { command } from '../../conversation/command.ts'
import { wordsIn } from '../answers.ts'
import { askExtension, grantExtension, refuseExtension, requireAskable } from '../extension-steps.ts'
import { rulesOf } from '../rules.ts'
import { OFFICERS } from './dispatching-commands.ts'
import { caseFor } from './the-case.ts'
import { done } from './words.ts'

/** The unit asks for more time, once. */
const extendCase = command({
  name: 'extend',
  for: ['handler'],
  summary: 'staff.extend',
  listed: false,
  form: 'more-time',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, askExtension)
    requireAskable(data, calendarOf(talk.content).dayAt(talk.now), 1, rulesOf(talk.content).extensionWorkingDays)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, askExtension)
    const input = { case: id, days: Number(answers.days), reason: wordsIn(answers, 'reason') }
    const { number } = await talk.execute(askExtension, input)
    return [done('staff.done.extension-asked', id, { number })]
  },
})

const grant = command({
  name: 'extend_grant',
  for: OFFICERS,
  summary: 'staff.extend-grant',
  listed: false,
  async run(talk, [named]) {
    const { id } = await caseFor(talk, named, grantExtension)
    const { number } = await talk.execute(grantExtension, { case: id })
    return [done('staff.done.extension-granted', id, { number })]
  },
})

const refuse = command({
  name: 'extend_refuse',
  for: OFFICERS,
  summary: 'staff.extend-refuse',
  listed: false,
  form: 'refuse-reason',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, refuseExtension)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, refuseExtension)
    const { number } = await talk.execute(refuseExtension, { case: id, reason: wordsIn(answers, 'reason') })
    return [done('staff.done.extension-refused', id, { number })]
  },
})

export const extendingCommands = [extendCase, grant, refuse]
