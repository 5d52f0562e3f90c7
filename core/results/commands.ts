import { inLanguage } from '../content/localized.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { theCase } from '../feedback/staff/the-case.ts'
import { refusal } from '../kernel/errors.ts'
import { list, publish, type ResultRow, withdraw } from './operations.ts'

const SHOWN = 5

/** `/results [WORDS]`: what came of problems that others brought. Everybody may ask. */
const results = command({
  name: 'results',
  for: 'everyone',
  summary: 'results.command',
  words: 'results.words',
  async run(talk, args) {
    const about = args.join(' ')
    const { rows } = await talk.execute(list, { limit: SHOWN, ...(about === '' ? {} : { about }) })
    const complain = { say: 'who.button.complain', token: 'complain' }
    if (rows.length === 0) return [{ say: about === '' ? 'results.none' : 'results.none-about', choices: [complain] }]
    const matters = new Map(
      rows.flatMap(({ matter, matterName }) => (matter === undefined ? [] : [[matter, matterName]])),
    )
    return [
      {
        words: [talk.text('results.head'), ...rows.map((row) => line(talk, row))].join('\n\n'),
        choices: [
          ...(matters.size < 2
            ? []
            : [...matters].flatMap(([code, name]) =>
                name === undefined
                  ? []
                  : [
                      {
                        say: 'results.button.only',
                        params: { name: inLanguage(name, talk.language) },
                        token: `results ${code}`,
                      },
                    ],
              )),
          complain,
        ],
      },
    ]
  },
})

const line = (talk: Talk, { matterName, unit = '', problem, outcome, month }: ResultRow): string =>
  talk.text('results.line', {
    ...{ problem, outcome, unit, month },
    matter: matterName === undefined ? '' : inLanguage(matterName, talk.language),
  })

/** `publish CASE`: asks for both texts, written anew. */
const publishResult = command({
  name: 'publish',
  for: ['officer', 'director'],
  summary: 'results.command-publish',
  listed: false,
  form: 'publish-result',
  async begin(talk, [named]) {
    const { data } = await theCase(talk, named)
    if (data.state !== 'closed') throw refusal('results.not-closed')
    return {}
  },
  async run(talk, [named], answers): Promise<readonly Reply[]> {
    const { id, data } = await theCase(talk, named)
    await talk.execute(publish, { case: id, problem: String(answers.problem), result: String(answers.result) })
    return [
      {
        say: 'results.published',
        params: { number: data.number },
        choices: [
          { say: 'results.button.look', token: 'results' },
          { say: 'results.button.withdraw', token: `unpublish ${id}` },
        ],
      },
    ]
  },
})

const unpublish = command({
  name: 'unpublish',
  for: ['officer', 'director'],
  summary: 'results.command-withdraw',
  listed: false,
  async run(talk, [named]) {
    const { id, data } = await theCase(talk, named)
    await talk.execute(withdraw, { case: id })
    return [{ say: 'results.withdrawn', params: { number: data.number } }]
  },
})

export const resultCommands = [results, publishResult, unpublish]
