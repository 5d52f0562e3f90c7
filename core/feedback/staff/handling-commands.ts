import { command } from '../../conversation/command.ts'
import { refusal } from '../../kernel/errors.ts'
import { photosIn, wordsIn } from '../answers.ts'
import { accept, answerCase, ask, measure, pass } from '../handler-steps.ts'
import { hintWords } from './hint-view.ts'
import { caseFor } from './the-case.ts'
import { done } from './words.ts'

const HANDLERS = ['handler'] as const
/** Steps that the office may take in a unit's place. */
const BOTH = ['handler', 'officer', 'director'] as const

/** One tap: the unit takes the case on. */
export const acceptCase = command({
  name: 'accept',
  for: HANDLERS,
  summary: 'staff.accept',
  listed: false,
  async run(talk, [named]) {
    const { id } = await caseFor(talk, named, accept)
    const { number } = await talk.execute(accept, { case: id })
    talk.focus(id)
    return [
      {
        say: 'staff.done.accepted',
        params: { number },
        choices: [
          { say: 'feedback.button.answer', token: `answer ${id}`, style: 'primary' },
          { say: 'feedback.button.measure', token: `measure ${id}` },
          { say: 'feedback.button.ask', token: `ask ${id}` },
          { say: 'feedback.button.show', token: `show ${id}` },
        ],
      },
    ]
  },
})

export const passCase = command({
  name: 'pass',
  for: HANDLERS,
  summary: 'staff.pass',
  listed: false,
  form: 'pass',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, pass)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, pass)
    const to = answers.to === undefined ? {} : { to: wordsIn(answers, 'to') }
    const { number, state } = await talk.execute(pass, { case: id, reason: wordsIn(answers, 'reason'), ...to })
    return [done(state === 'disputed' ? 'staff.done.passed-to-office' : 'staff.done.passed', id, { number })]
  },
})

export const askCitizen = command({
  name: 'ask',
  for: BOTH,
  summary: 'staff.ask',
  form: 'ask',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, ask)
    if (data.questions.some(({ answer }) => answer === undefined)) throw refusal('case.already-asked')
    return {}
  },
  async run(talk, [named], answers) {
    const { id, data } = await caseFor(talk, named, ask)
    const { number } = await talk.execute(ask, { case: id, text: wordsIn(answers, 'text') })
    return [done(data.reporter === 'nothing' ? 'staff.done.asked-nobody' : 'staff.done.asked', id, { number })]
  },
})

export const recordMeasure = command({
  name: 'measure',
  for: BOTH,
  summary: 'staff.measure',
  form: 'measure',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, measure)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, measure)
    const { number } = await talk.execute(measure, {
      case: id,
      text: wordsIn(answers, 'text'),
      files: photosIn(answers),
    })
    return [done('staff.done.measured', id, { number })]
  },
})

export const answerCitizen = command({
  name: 'answer',
  for: HANDLERS,
  summary: 'staff.answer',
  form: 'answer',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, answerCase)
    return {}
  },
  hint: async (talk, [named], answers) => {
    const { data } = await caseFor(talk, named, answerCase)
    return hintWords(talk, [data.text, ...data.additions.map(({ text }) => text)].join('\n'), wordsIn(answers, 'text'))
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, answerCase)
    const { number } = await talk.execute(answerCase, {
      case: id,
      text: wordsIn(answers, 'text'),
      files: photosIn(answers),
    })
    return [done('staff.done.answered', id, { number })]
  },
})

export const handlingCommands = [acceptCase, passCase, askCitizen, recordMeasure, answerCitizen]
