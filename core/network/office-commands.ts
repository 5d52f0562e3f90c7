import { command, type Talk } from '../conversation/command.ts'
import { countsIn } from '../notices/counts.ts'
import { Stratum } from '../people/stratum.ts'
import { board } from './board.ts'
import { printLetters } from './letters.ts'
import { stratumName } from './stratum-name.ts'

const OFFICERS = ['officer', 'director'] as const
const SHOWN = 10

const placeName = async (talk: Talk, place: string): Promise<string> =>
  (await talk.organisation()).place(place)?.name ?? (place === '' ? talk.text('network.no-place') : place)

/** `network`, `network place`: who has joined, against what there should be. */
const network = command({
  name: 'network',
  for: OFFICERS,
  summary: 'network.board',
  words: 'network.board-words',
  async run(talk, [which]) {
    const by = which === 'place' ? 'place' : 'stratum'
    const { rows, all, waiting, unreached: dead } = await talk.execute(board, { by })
    const lines = await Promise.all(
      rows.map(async ({ key, ...counts }) =>
        talk.text(counts.target === 0 ? 'network.board-line-plain' : 'network.board-line', {
          ...counts,
          name: by === 'place' ? await placeName(talk, key) : stratumName(talk.text, key),
        }),
      ),
    )
    const { target, members, joined } = all
    const reasons: Record<string, number> = {}
    for (const { reason } of dead) reasons[reason] = (reasons[reason] ?? 0) + 1
    return [
      {
        words: [
          talk.text('network.board-head', { target, members, joined }),
          ...(dead.length === 0
            ? []
            : [talk.text('network.unreached', { count: dead.length, reasons: countsIn(talk, 'reason', reasons) })]),
          ...lines,
        ].join('\n'),
        choices: [
          by === 'place'
            ? { say: 'network.button.by-stratum', token: 'network' }
            : { say: 'network.button.by-place', token: 'network place' },
          ...(waiting.length === 0
            ? []
            : [{ say: 'network.button.letters', params: { count: waiting.length }, token: 'network_letters' }]),
          ...(dead.length === 0
            ? []
            : [{ say: 'network.button.unreached', params: { count: dead.length }, token: 'network_unreached' }]),
          { say: 'network.collect', token: 'collect' },
          { say: 'network.collections', token: 'collections' },
          { say: 'network.told', token: 'told' },
          { say: 'network.button.replace', token: 'member_replace' },
          { say: 'network.button.year-thanks', token: 'year_thanks' },
        ],
      },
    ]
  },
})

/** `network_unreached [AFTER]`: who has joined and is reached by nothing any more, and why. */
const unreachedCommand = command({
  name: 'network_unreached',
  for: OFFICERS,
  summary: 'network.board',
  listed: false,
  async run(talk, [after = '']) {
    const org = await talk.organisation()
    const all = (await talk.execute(board, { by: 'stratum' })).unreached.filter(({ person }) => person > after)
    const page = all.slice(0, SHOWN)
    const last = page.at(-1)
    if (last === undefined) return [{ say: 'network.unreached-none' }]
    const named = page.map(({ person, reason }) => ({ person, name: org.person(person)?.name ?? person, reason }))
    const lines = named.map(({ name, reason }) =>
      talk.text('network.unreached-line', { name, reason: talk.text(`notices.reason-${reason}`) }),
    )
    return [
      {
        words: [talk.text('network.unreached-head'), ...lines].join('\n'),
        choices: [
          ...named.map(({ person, name }) => ({
            say: 'network.button.letter-to',
            params: { name },
            token: `network_letters ${person}`,
          })),
          ...(all.length === page.length
            ? []
            : [{ say: 'notices.button.more', token: `network_unreached ${last.person}` }]),
        ],
      },
    ]
  },
})

/** `network_letters [STRATUM|PERSON]`. */
const letters = command({
  name: 'network_letters',
  for: ['officer'],
  summary: 'network.board',
  listed: false,
  async run(talk, [given]) {
    const stratum = Stratum.safeParse(given).data
    const whose = stratum !== undefined ? { stratum } : given !== undefined ? { people: [given] } : {}
    const { file, name, type, count } = await talk.execute(printLetters, whose)
    return [{ say: 'network.letters-here', params: { count }, files: [{ file, name, type }], sensitive: true }]
  },
})

export const officeCommands = [network, unreachedCommand, letters]
