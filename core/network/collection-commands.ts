import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { close, coverage, extend, list, remind, totals, unreached } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { leftOut } from '../conversation/left-out.ts'
import { wordsIn } from '../feedback/answers.ts'
import { countsIn } from '../notices/counts.ts'
import { Stratum } from '../people/stratum.ts'
import { chartOf } from './chart.ts'
import { collect } from './collect.ts'
import { type Results, results } from './results.ts'
import { stratumName } from './stratum-name.ts'

const OFFICERS = ['officer', 'director'] as const
const SHOWN = 10
/** How many campaigns are asked for at once at most. */
const MOST = 200

const collectCommand = command({
  name: 'collect',
  for: OFFICERS,
  summary: 'network.collect',
  words: 'network.collect-words',
  form: 'collect',
  async run(talk, _args, answers) {
    const { campaign, title } = await talk.execute(collect, {
      ...{ form: 'member-feedback', title: wordsIn(answers, 'title'), audience: wordsIn(answers, 'audience') },
      closesAt: calendarOf(talk.content).closing(toDay(wordsIn(answers, 'deadline'))),
      reminders: [3, 1],
    })
    const choices = [{ say: 'network.button.collection', token: `collection ${campaign}` }]
    return [{ say: 'network.collecting', params: { title }, choices }]
  },
})

/** `collections`, `collections 10` from the eleventh on. */
const collections = command({
  name: 'collections',
  for: OFFICERS,
  summary: 'network.collections',
  words: 'network.collections-words',
  async run(talk, [given]) {
    const from = Math.min(MOST - SHOWN - 1, leftOut(given))
    const all = (await talk.execute(list, { kind: 'form', limit: from + SHOWN + 1 })).rows
    const rows = all.slice(from, from + SHOWN)
    const begin = { say: 'network.collect', token: 'collect' }
    if (rows.length === 0 && from > 0) return talk.begin('collections')
    if (rows.length === 0) return [{ say: 'network.collections-none', choices: [begin] }]
    const lines = rows.map(({ number, title, state }) =>
      talk.text('network.collection-line', { number, title, state: talk.text(`network.state-${state}`) }),
    )
    return [
      {
        words: [talk.text('network.collections-head', { count: rows.length }), ...lines].join('\n'),
        choices: [
          ...rows.map(({ campaign, title }) => ({
            say: 'network.button.one',
            params: { title },
            token: `collection ${campaign}`,
          })),
          ...(all.length > from + SHOWN ? [{ say: 'chat.list-more', token: `collections ${from + SHOWN}` }] : []),
          begin,
        ],
      },
    ]
  },
})

/** `collection CAMPAIGN [close|remind|places|STRATUM|in PLACE]`: how many answered, by stratum and place, and what they chose. */
const collection = command({
  name: 'collection',
  for: OFFICERS,
  summary: 'network.collections',
  listed: false,
  async run(talk, [campaign = '', what, place]) {
    if (what === 'close') await talk.execute(close, { campaign })
    if (what === 'remind') {
      await talk.execute(remind, { campaign })
      return [{ say: 'network.reminding' }]
    }
    if (what === 'places') return townships(talk, campaign)
    const stratum = Stratum.safeParse(what).data
    return shown(talk, campaign, {
      ...(stratum === undefined ? {} : { stratum }),
      ...(what === 'in' && place !== undefined ? { place } : {}),
    })
  },
})

/** `collection_until CAMPAIGN`: another last day, for one that is over too. */
const untilCommand = command({
  name: 'collection_until',
  for: OFFICERS,
  summary: 'network.collections',
  listed: false,
  form: 'collection-until',
  async run(talk, [campaign = ''], answers) {
    const day = wordsIn(answers, 'deadline')
    await talk.execute(extend, { campaign, closesAt: calendarOf(talk.content).closing(toDay(day)) })
    return [
      {
        say: 'network.until',
        params: { day },
        choices: [{ say: 'network.button.collection', token: `collection ${campaign}` }],
      },
    ]
  },
})

/** The townships that may be looked at apart. */
const townships = async (talk: Talk, campaign: string): Promise<readonly Reply[]> => {
  const { places } = await talk.execute(results, { campaign, language: talk.language })
  return [
    {
      say: 'network.which-place',
      choices: places.map(({ code, name }) => only(name, `collection ${campaign} in ${code}`)),
    },
  ]
}

const only = (name: string, token: string) => ({ say: 'network.button.only', params: { name }, token })

const shown = async (
  talk: Talk,
  campaign: string,
  apart: { readonly stratum?: Stratum; readonly place?: string },
): Promise<readonly Reply[]> => {
  const all = await talk.execute(totals, { campaign })
  const found = await talk.execute(results, { campaign, language: talk.language, ...apart })
  const rate = (rows: readonly { name: string; people: number; answered: number }[]): readonly string[] => {
    // Whoever has left is waited for no more: where they were alone there is nobody to count.
    const asked = rows.filter(({ people }) => people > 0)
    const lines = asked
      .slice(0, SHOWN)
      .map(({ name, people, answered }) => talk.text('network.rate', { name, people, answered }))
    return asked.length > SHOWN ? [...lines, talk.text('network.rate-more', { count: asked.length - SHOWN })] : lines
  }
  const head = talk.text('network.collection-head', {
    ...{ title: all.title, state: talk.text(`network.state-${all.state}`) },
    ...{ people: all.people, answered: all.answered },
    percent: all.people === 0 ? 0 : Math.round((all.answered / all.people) * 100),
  })
  const dead = await talk.execute(unreached, { campaign })
  const { rows: strata } = await talk.execute(coverage, { campaign, by: 'stratum' })
  const { rows: places } = await talk.execute(coverage, { campaign, by: 'place' })
  return [
    {
      words: [
        head,
        ...(dead.count === 0
          ? []
          : [
              talk.text('network.unreached-asked', {
                count: dead.count,
                reasons: countsIn(talk, 'reason', dead.reasons),
              }),
            ]),
        ...rate(strata),
        ...rate(places),
        ...chosenIn(talk, found, apart),
      ].join('\n'),
      choices: [
        ...(all.answered === all.people
          ? []
          : [{ say: 'network.button.waiting', token: `board ${all.number} waiting` }]),
        { say: 'network.button.take', token: `board ${all.number} take` },
        ...(all.state === 'open'
          ? [
              { say: 'network.button.remind', token: `collection ${campaign} remind` },
              { say: 'network.button.close', token: `collection ${campaign} close`, style: 'danger' as const },
            ]
          : []),
        ...(all.state === 'cancelled' ? [] : [{ say: 'network.button.until', token: `collection_until ${campaign}` }]),
        ...found.strata.map((each) => only(stratumName(talk.text, each), `collection ${campaign} ${each}`)),
        ...(found.places.length === 0
          ? []
          : [{ say: 'network.button.by-place', token: `collection ${campaign} places` }]),
        { say: 'network.told', token: 'told' },
      ],
    },
  ]
}

/** What was chosen, of all or of a group alone; of too few only that it is not told. */
const chosenIn = (
  talk: Talk,
  { answered, smallestGroup: smallest, questions, places, others }: Results,
  { stratum, place }: { readonly stratum?: Stratum; readonly place?: string },
): readonly string[] => {
  if (answered === 0) return [talk.text('network.none-answered')]
  if (questions.length === 0) return [talk.text('network.too-few', { smallest })]
  const name = stratum === undefined ? places.find(({ code }) => code === place)?.name : stratumName(talk.text, stratum)
  return [
    ...(name === undefined ? [] : [talk.text('network.only', { name })]),
    ...questions.filter(({ answered }) => answered > 0).map((question) => chartOf(talk, question)),
    ...(others ? [talk.text('network.others-too-few', { smallest })] : []),
  ]
}

export const collectionCommands = [collectCommand, collections, collection, untilCommand]
