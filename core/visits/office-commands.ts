import { toDay } from '../calendar/index.ts'
import { command, type Talk } from '../conversation/command.ts'
import { listIn, wordsIn } from '../feedback/answers.ts'
import { peopleNamed } from '../feedback/staff/people-named.ts'
import { becomeCase, note, warn } from './decide.ts'
import { calledIn, closeRound, plan, type RoundLine, rounds } from './rounds.ts'

const OFFICERS = ['officer', 'director'] as const
const SHOWN = 8

const decision = (name: 'case' | 'warn' | 'note', operation: typeof note) =>
  command({
    name: `visit_${name}`,
    for: OFFICERS,
    summary: 'visits.show',
    listed: false,
    async run(talk, [id = '-', n = '0']) {
      const { number, became } = await talk.execute(operation, { visit: id, finding: Number.parseInt(n, 10) || 0 })
      const choices = [{ say: 'visits.button.show', token: `visit_show ${id}` }]
      return [{ say: `visits.done.${name}`, params: { number, became, n: Number(n) + 1 }, choices }]
    },
  })

/** Plans a round of visits. */
const round = command({
  name: 'round',
  for: OFFICERS,
  summary: 'visits.plan',
  form: 'visit-round',
  async run(talk, _args, answers) {
    const { title } = await talk.execute(plan, {
      ...{ title: wordsIn(answers, 'title'), announced: answers.announced === 'yes', units: listIn(answers, 'units') },
      supervisors: [...peopleNamed(await talk.organisation(), wordsIn(answers, 'supervisors'))],
      to: toDay(wordsIn(answers, 'to')),
    })
    const say = answers.announced === 'yes' ? 'visits.planned' : 'visits.planned-secret'
    return [{ say, params: { title }, choices: [{ say: 'visits.rounds', token: 'rounds' }] }]
  },
})

/** `rounds`, `rounds ID`: the rounds, and what was found in each. */
const roundList = command({
  name: 'rounds',
  for: ['supervisor', 'officer', 'director', 'viewer', 'auditor'],
  summary: 'visits.rounds',
  async run(talk) {
    const { rows } = await talk.execute(rounds, { limit: SHOWN })
    const isOfficer =
      talk.actor.kind === 'person' && talk.actor.roles.some((role) => role === 'officer' || role === 'director')
    const planning = isOfficer ? [{ say: 'visits.plan', token: 'round' }] : []
    if (rows.length === 0) return [{ say: 'visits.no-rounds', choices: planning }]
    return [
      {
        words: (await Promise.all(rows.map((row) => roundWords(talk, row)))).join('\n\n'),
        choices: [
          ...rows.flatMap(({ id, title, state, decides }) =>
            state === 'closed'
              ? []
              : [
                  { say: 'visits.button.record-in', params: { title }, token: `visit ${id}` },
                  ...(decides && isOfficer
                    ? [{ say: 'visits.button.close', params: { title }, token: `round_close ${id}` }]
                    : []),
                ],
          ),
          ...planning,
        ],
      },
    ]
  },
})

const roundWords = async (
  talk: Talk,
  { title, announced, state, to, units, supervisors, visits, findings, open, summary }: RoundLine,
) => {
  const org = await talk.organisation()
  const comma = talk.text('list.comma')
  return talk.text(state === 'closed' ? 'visits.round-closed' : 'visits.round-open', {
    ...{ title, day: to, visits, findings, open, summary: summary ?? '' },
    manner: talk.text(announced ? 'visits.announced' : 'visits.unannounced'),
    units: units.map((code) => org.unit(code)?.name ?? code).join(comma),
    names: supervisors.map((code) => calledIn(talk.content, org, code, talk.language)).join(comma),
  })
}

const roundClose = command({
  name: 'round_close',
  for: OFFICERS,
  summary: 'visits.rounds',
  listed: false,
  form: 'visit-close',
  async run(talk, [id = '-'], answers) {
    const { title } = await talk.execute(closeRound, { round: id, summary: wordsIn(answers, 'summary') })
    return [{ say: 'visits.closed', params: { title } }]
  },
})

export const officeCommands = [
  ...[round, roundList, roundClose],
  ...[decision('case', becomeCase), decision('warn', warn), decision('note', note)],
]
