import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import { read } from '../feedback/queries.ts'
import { refusal, unlessRefused } from '../kernel/errors.ts'
import { list, type ReceptionLine, record } from './operations.ts'

const SHOWN = 5

/** Records a day of receiving people, today unless another day is given. */
export const reception = command({
  name: 'reception',
  for: ['officer', 'director'],
  summary: 'reception.record',
  form: 'reception',
  async run(talk, _args, answers) {
    const words = (name: string): string => String(answers[name] ?? '')
    await talk.execute(record, {
      kind: answers.kind === 'visit' ? 'visit' : 'reception',
      day: words('day'),
      leader: words('leader'),
      place: words('place'),
      people: Math.trunc(Number(answers.people)),
      summary: words('summary'),
      cases: await casesNamed(talk, words('cases')),
    })
    return [{ say: 'reception.recorded', choices: [{ say: 'reception.button.list', token: 'receptions' }] }]
  },
})

/** @throws Refusal `reception.case-unknown` */
const casesNamed = async (talk: Talk, words: string): Promise<string[]> => {
  const ids: string[] = []
  for (const number of words.split(/[、,\uFF0C;\uFF1B\s]+/).filter(Boolean)) {
    const found = await unlessRefused(() => talk.execute(read, { case: number.slice(0, 60) }))
    if (found === undefined) throw refusal('reception.case-unknown', { number: number.slice(0, 40) })
    ids.push(found.id)
  }
  return ids
}

/** This year's reception days: how many, how many people, and the newest ones. */
export const receptionsList = command({
  name: 'receptions',
  for: ['officer', 'director', 'viewer', 'auditor'],
  summary: 'reception.list',
  async run(talk) {
    const year = calendarOf(talk.content).dayAt(talk.now).slice(0, 4)
    const { rows, days, people } = await talk.execute(list, {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      limit: SHOWN,
    })
    if (rows.length === 0) return [{ say: 'reception.none', params: { year } }]
    const org = await talk.organisation()
    const head = talk.text('reception.head', { year, days, people })
    return [
      {
        words: [head, ...rows.map((row) => lineWords(talk, row, org.person(row.leader)?.name ?? row.leader))].join(
          '\n\n',
        ),
      },
    ]
  },
})

const lineWords = (talk: Talk, row: ReceptionLine, leader: string): string => {
  const { day, place, people, summary } = row
  const kind = talk.text(`reception.kind-${row.kind}`)
  const cases =
    row.cases.length === 0 ? [] : [talk.text('reception.cases', { numbers: row.cases.join(talk.text('list.comma')) })]
  return [talk.text('reception.line', { day, leader, kind, place, people }), summary.slice(0, 300), ...cases].join('\n')
}

export const receptionCommands = [reception, receptionsList]
