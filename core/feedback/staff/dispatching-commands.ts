import { inLanguage } from '../../content/localized.ts'
import { command } from '../../conversation/command.ts'
import { mattersOf } from '../../matters/matter.ts'
import { listIn, wordsIn } from '../answers.ts'
import { dispatch, dispatchAsProposed } from '../dispatch-steps.ts'
import { correct, own, refuse } from '../officer-steps.ts'
import { namesOf, peopleNamed } from './people-named.ts'
import { caseFor } from './the-case.ts'
import { done } from './words.ts'

export const OFFICERS = ['officer', 'director'] as const

/** The form starts from the proposal, or from where the case is now. */
export const dispatchCase = command({
  name: 'dispatch',
  for: OFFICERS,
  summary: 'staff.dispatch',
  form: 'dispatch',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, dispatch)
    const lead = data.lead ?? data.proposal.unit
    const supporting = data.lead === undefined ? data.proposal.supporting : data.supporting
    return {
      ...(lead === undefined ? {} : { lead }),
      ...(supporting.length === 0 ? {} : { supporting: [...supporting] }),
    }
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, dispatch)
    const { number } = await talk.execute(dispatch, {
      case: id,
      lead: wordsIn(answers, 'lead'),
      supporting: listIn(answers, 'supporting'),
      ...(answers.due === undefined ? {} : { due: wordsIn(answers, 'due') }),
      ...(answers.note === undefined ? {} : { note: wordsIn(answers, 'note') }),
    })
    return [done('staff.done.dispatched', id, { number, unit: await unitName(talk, wordsIn(answers, 'lead')) })]
  },
})

const unitName = async (talk: Parameters<typeof caseFor>[0], code: string): Promise<string> =>
  (await talk.organisation()).unit(code)?.name ?? code

/** One tap: where the proposal says. */
export const asProposed = command({
  name: 'as_proposed',
  for: OFFICERS,
  summary: 'staff.as-proposed',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await caseFor(talk, named, dispatchAsProposed)
    const { number } = await talk.execute(dispatchAsProposed, { case: id })
    return [done('staff.done.dispatched', id, { number, unit: await unitName(talk, data.proposal.unit ?? '') })]
  },
})

/** Everything that an officer may set right, as it stands; what is taken out of the form is taken out of the case. */
export const correctCase = command({
  name: 'correct',
  for: OFFICERS,
  summary: 'staff.correct',
  form: 'correct',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, correct)
    const { units, people } = data.against
    return {
      kind: data.kind,
      ...(data.matter === undefined ? {} : { matter: data.matter }),
      ...(units.length === 0 ? {} : { against: [...units] }),
      ...(people.length === 0 ? {} : { people: namesOf(await talk.organisation(), people) }),
    }
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, correct)
    const kind = (['complaint', 'help', 'suggestion', 'integrity'] as const).find((each) => each === answers.kind)
    const people = peopleNamed(await talk.organisation(), wordsIn(answers, 'people'))
    const { number } = await talk.execute(correct, {
      case: id,
      ...(answers.matter === undefined ? {} : { matter: wordsIn(answers, 'matter') }),
      ...(kind === undefined ? {} : { kind }),
      against: { units: listIn(answers, 'against'), people: [...people] },
    })
    return [done('staff.done.corrected', id, { number })]
  },
})

/** Whom to ask instead is known where the list of matters says that it is not ours. */
export const refuseCase = command({
  name: 'refuse',
  for: OFFICERS,
  summary: 'staff.refuse',
  form: 'refuse',
  begin: async (talk, [named]) => {
    const { data } = await caseFor(talk, named, refuse)
    const notOurs = data.matter === undefined ? undefined : mattersOf(talk.content).get(data.matter)?.notOurs
    return notOurs === undefined ? {} : { ask: inLanguage(notOurs.ask, talk.language) }
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, refuse)
    const ask = answers.ask === undefined ? {} : { ask: wordsIn(answers, 'ask') }
    const { number } = await talk.execute(refuse, { case: id, reason: wordsIn(answers, 'reason'), ...ask })
    return [done('staff.done.refused', id, { number })]
  },
})

/** A leader takes the case on personally 包案. */
export const ownCase = command({
  name: 'own',
  for: OFFICERS,
  summary: 'staff.own',
  form: 'own',
  begin: async (talk, [named]) => {
    await caseFor(talk, named, own)
    return {}
  },
  async run(talk, [named], answers) {
    const { id } = await caseFor(talk, named, own)
    const person = wordsIn(answers, 'person')
    const { number } = await talk.execute(own, { case: id, person })
    return [done('staff.done.owned', id, { number, name: (await talk.organisation()).person(person)?.name ?? person })]
  },
})

export const dispatchingCommands = [dispatchCase, asProposed, correctCase, refuseCase, ownCase]
