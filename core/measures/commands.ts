import { toDay } from '../calendar/index.ts'
import { command } from '../conversation/command.ts'
import type { Answers } from '../conversation/conversation.ts'
import { advise } from './advice.ts'
import { listMeasures } from './list.ts'
import { MeasureKind } from './measure.ts'
import { recordMeasure, revokeMeasure } from './record.ts'

const OFFICERS = ['officer', 'director'] as const
const words = (answers: Answers, name: string): string => String(answers[name] ?? '')
const LIST = { say: 'measures.list', token: 'measures' }

const measure = command({
  name: 'measure_take',
  for: OFFICERS,
  summary: 'measures.record',
  words: 'measures.record-words',
  form: 'measure-taken',
  async run(talk, _args, answers) {
    const { number } = await talk.execute(recordMeasure, {
      ...{ person: words(answers, 'person'), kind: MeasureKind.parse(answers.kind), ground: words(answers, 'ground') },
      ...{
        decidedBy: words(answers, 'decidedBy'),
        day: toDay(words(answers, 'day')),
        document: words(answers, 'document'),
      },
    })
    return [{ say: 'measures.recorded', params: { number }, choices: [LIST] }]
  },
})

const measures = command({
  name: 'measures',
  for: 'person',
  summary: 'measures.list',
  async run(talk) {
    const { rows } = await talk.execute(listMeasures, { limit: 10 })
    if (rows.length === 0) return [{ say: 'measures.none' }]
    const org = await talk.organisation()
    const lines = rows.map(({ number, kind, person, ground, decidedBy, day, document, revoked }) =>
      talk.text(revoked ? 'measures.line-revoked' : 'measures.line', {
        ...{ number, kind: talk.text(`measures.kind-${kind}`), name: org.person(person)?.name ?? person },
        ...{ ground: ground.slice(0, 200), by: decidedBy, day, document },
      }),
    )
    const director = talk.actor.kind === 'person' && talk.actor.roles.includes('director')
    const open = director ? rows.filter(({ revoked }) => !revoked) : []
    return [
      {
        words: lines.join('\n\n'),
        choices: open.map(({ id, number }) => ({
          say: 'measures.button.revoke',
          params: { number },
          token: `measure_revoke ${id}`,
        })),
      },
    ]
  },
})

const revoke = command({
  name: 'measure_revoke',
  for: ['director'],
  summary: 'measures.list',
  listed: false,
  form: 'talk-why',
  async run(talk, [id = ''], answers) {
    const { number } = await talk.execute(revokeMeasure, { measure: id, reason: words(answers, 'text') })
    return [{ say: 'measures.revoked', params: { number }, choices: [LIST] }]
  },
})

/** What the rules recommend to think about for a person. */
const advice = command({
  name: 'measure_advice',
  for: OFFICERS,
  summary: 'measures.advice',
  form: 'measure-advice',
  async run(talk, _args, answers) {
    const person = words(answers, 'person')
    const { recommended } = await talk.execute(advise, { person, language: talk.language })
    const name = (await talk.organisation()).person(person)?.name ?? person
    if (recommended.length === 0) return [{ say: 'measures.advice-none', params: { name } }]
    const lines = recommended.map(({ kind, count, warnings, because }) =>
      talk.text('measures.advice-line', {
        ...{
          kind: talk.text(`measures.kind-${kind}`),
          count,
          because,
          warnings: warnings.join(talk.text('list.comma')),
        },
      }),
    )
    const params = { name, lines: lines.join('\n') }
    return [{ say: 'measures.advised', params, choices: [{ say: 'measures.record', token: 'measure_take' }] }]
  },
})

export const measureCommands = [measure, measures, revoke, advice]
