import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { command, type Talk } from '../conversation/command.ts'
import { mattersOf } from '../matters/matter.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import type { Organisation } from '../people/index.ts'
import { cases, list, type RisingProblem } from './operations.ts'

const OFFICE = ['officer', 'director', 'viewer', 'auditor'] as const
/** As much as a button carries, in bytes. */
const TOKEN = 64
const WORDS = 40

/** What is rising: where, what, how many, since when, and what is usual. */
export const hot = command({
  name: 'hot',
  for: OFFICE,
  summary: 'hot.list',
  words: 'hot.words',
  async run(talk) {
    const { rows, days } = await talk.execute(list, {})
    if (rows.length === 0) return [{ say: 'hot.none', params: { days } }]
    const org = await talk.organisation()
    const lines = rows.map((row, n) => lineWords(talk, org, row, n + 1))
    return [
      {
        words: [talk.text('hot.head', { days }), ...lines].join('\n'),
        choices: rows.flatMap((row, n) => openButton(talk, row, n + 1)),
      },
    ]
  },
})

/** `hot_cases MATTER PLACE`: the cases behind one line. */
export const hotCases = command({
  name: 'hot_cases',
  for: OFFICE,
  summary: 'hot.list',
  listed: false,
  async run(talk, [matter = '', ...words]) {
    const place = words.join(' ')
    const { rows } = await talk.execute(cases, { matter, ...(place === '' ? {} : { place }) })
    const back = { say: 'hot.button.list', token: 'hot' }
    if (rows.length === 0) return [{ say: 'hot.no-cases', choices: [back] }]
    const lines = rows.map((row) => `${row.number} ${row.text.replace(/\s+/g, ' ').slice(0, WORDS).toWellFormed()}`)
    return [
      {
        words: [talk.text('hot.cases', { matter: matterName(talk, matter) }), ...lines].join('\n'),
        choices: [
          ...rows.map(({ id, number }) => ({ say: 'hot.button.show', params: { number }, token: `show ${id}` })),
          back,
        ],
      },
    ]
  },
})

const openButton = (talk: Talk, { matter, place }: RisingProblem, n: number): readonly SaidChoice[] => {
  const token = ['hot_cases', matter, ...(place === undefined ? [] : [place])].join(' ')
  if (Buffer.byteLength(token) > TOKEN || /\s{2}|\n/.test(token)) return []
  return [{ say: 'hot.button.cases', params: { n, matter: matterName(talk, matter) }, token }]
}

const lineWords = (talk: Talk, org: Organisation, row: RisingProblem, n: number): string =>
  talk.text(row.usual < 0.1 ? 'hot.line-new' : 'hot.line', {
    n,
    place: row.place === undefined ? talk.text('hot.no-place') : (org.unit(row.place)?.name ?? row.place),
    matter: matterName(talk, row.matter),
    count: row.count,
    usual: row.usual >= 10 ? Math.round(row.usual) : Math.round(row.usual * 10) / 10,
    day: calendarOf(talk.content).dayAt(row.since),
  })

const matterName = (talk: Talk, code: string): string => {
  const matter = mattersOf(talk.content).get(code)
  return matter === undefined ? code : inLanguage(matter.name, talk.language)
}

export const hotCommands = [hot, hotCases]
