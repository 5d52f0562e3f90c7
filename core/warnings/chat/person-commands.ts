import { command } from '../../conversation/command.ts'
import { attachmentsIn } from '../../conversation/conversation.ts'
import { wordsIn } from '../../feedback/answers.ts'
import { acknowledge, answerWarning, askTime, dispute } from '../person-steps.ts'
import { done, warningFor } from './the-warning.ts'

/** One tap: read and understood. */
const acknowledgeCommand = command({
  name: 'acknowledge',
  for: 'person',
  summary: 'warnings.do.acknowledge',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await warningFor(talk, named, acknowledge)
    const { number } = await talk.execute(acknowledge, { warning: id, channel: talk.chat.channel })
    const owes = data.expects === 'answer'
    const reply = done(owes ? 'warnings.done.acknowledged-owes' : 'warnings.done.acknowledged', id, number, {
      due: data.due.day,
    })
    const respond = { say: 'warnings.button.respond', token: `respond ${id}`, style: 'primary' as const }
    return [owes ? { ...reply, choices: [respond, ...(reply.choices ?? [])] } : reply]
  },
})

/** The written answer, by a form. */
const respond = command({
  name: 'respond',
  for: 'person',
  summary: 'warnings.do.respond',
  listed: false,
  form: 'warning-answer',
  begin: async (talk, [named]) => {
    await warningFor(talk, named, answerWarning)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await warningFor(talk, named, answerWarning)
    const { number } = await talk.execute(answerWarning, {
      ...{ warning: id, channel: talk.chat.channel },
      ...{ cause: wordsIn(answers, 'cause'), done: wordsIn(answers, 'done'), files: attachmentsIn(answers.files) },
      ...(answers.until === undefined ? {} : { until: wordsIn(answers, 'until') }),
    })
    return [done('warnings.done.answered', id, number)]
  },
})

const moreTime = command({
  name: 'more_time',
  for: 'person',
  summary: 'warnings.do.more_time',
  listed: false,
  form: 'more-time',
  begin: async (talk, [named]) => {
    await warningFor(talk, named, askTime)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await warningFor(talk, named, askTime)
    const days = Math.trunc(Number(answers.days))
    const { number } = await talk.execute(askTime, {
      ...{ warning: id, channel: talk.chat.channel },
      ...{ days, reason: wordsIn(answers, 'reason') },
    })
    return [done('warnings.done.more-time', id, number)]
  },
})

const disputeCommand = command({
  name: 'dispute',
  for: 'person',
  summary: 'warnings.do.dispute',
  listed: false,
  form: 'dispute',
  begin: async (talk, [named]) => {
    await warningFor(talk, named, dispute)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await warningFor(talk, named, dispute)
    const { number } = await talk.execute(dispute, {
      ...{ warning: id, channel: talk.chat.channel },
      ...{ reason: wordsIn(answers, 'reason'), files: attachmentsIn(answers.files) },
    })
    return [done('warnings.done.disputed', id, number)]
  },
})

export const personCommands = [acknowledgeCommand, respond, moreTime, disputeCommand]
