import { command, type Reply, type Talk } from '../conversation/command.ts'
import { leftOut } from '../conversation/left-out.ts'
import { wordsIn } from '../feedback/answers.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { Said } from '../network/member-answer.ts'
import { stratumName } from '../network/stratum-name.ts'
import { compose, discard } from './compose.ts'
import { hand, joinItems, say, wordItem } from './edit.ts'
import { OFFICERS } from './paper.ts'
import { FORMATS, print, saidIn } from './print.ts'
import { listPapers, readPaperOf, type ShownItem } from './read.ts'

/** So many items are shown at once. */
const SHOWN = 6

/** `suggestions`: what was collected, and the papers. */
const suggestions = command({
  name: 'suggestions',
  for: OFFICERS,
  summary: 'suggestions.command',
  words: 'suggestions.words',
  async run(talk) {
    const { collected, rows } = await talk.execute(listPapers, { limit: SHOWN })
    const isDrafting = rows.some(({ state }) => state === 'draft')
    const lines = rows.map(({ state, ...row }) => talk.text(`suggestions.line-${state}`, row))
    return [
      {
        words: [talk.text('suggestions.head', { collected }), ...lines].join('\n'),
        choices: [
          ...(collected > 0 && !isDrafting ? [{ say: 'suggestions.button.compose', token: 'suggestion_new' }] : []),
          ...rows.map(({ id, year, issue }) => ({
            ...{ say: 'suggestions.button.open', params: { year, issue }, token: `suggestion_paper ${id}` },
          })),
          { say: 'network.told', token: 'told' },
        ],
      },
    ]
  },
})

const begin = command({
  name: 'suggestion_new',
  for: OFFICERS,
  summary: 'suggestions.command',
  listed: false,
  async run(talk) {
    const { id } = await talk.execute(compose, {})
    return shown(talk, id, 0)
  },
})

/** `suggestion_paper PAPER [FROM | pdf | docx | hand | discard]` */
const paperCommand = command({
  name: 'suggestion_paper',
  for: OFFICERS,
  summary: 'suggestions.command',
  listed: false,
  async run(talk, [paper = '-', what = '0']) {
    const format = FORMATS.find((each) => each === what)
    if (format !== undefined) {
      const { base64: _bytes, ...file } = await talk.execute(print, { paper, format, language: talk.language })
      return [{ say: 'suggestions.printed', files: [file], sensitive: true }]
    }
    if (what === 'hand') {
      const { year, issue, count } = await talk.execute(hand, { paper })
      const choices = [{ say: 'suggestions.button.say', token: `suggestion_paper ${paper}` }]
      return [{ say: 'suggestions.handed', params: { year, issue, count }, choices }]
    }
    if (what === 'discard') {
      await talk.execute(discard, { paper })
      return [{ say: 'suggestions.discarded', choices: [{ say: 'suggestions.command', token: 'suggestions' }] }]
    }
    return shown(talk, paper, leftOut(what))
  },
})

const shown = async (talk: Talk, paper: string, wanted: number): Promise<readonly Reply[]> => {
  const { year, issue, state, items, alike } = await talk.execute(readPaperOf, { paper, language: talk.language })
  const from = wanted < items.length ? wanted : 0
  const page = items.slice(from, from + SHOWN)
  const isDraft = state === 'draft'
  const near = alike.filter(({ item }) => item >= from && item < from + SHOWN)
  const doubts = near.map(({ item, into }) => talk.text('suggestions.alike', { n: item + 1, into: into + 1 }))
  const head = talk.text(`suggestions.paper-${state}`, { year, issue, count: items.length })
  const more = (to: number, key: string): readonly SaidChoice[] =>
    to >= 0 && to < items.length && to !== from ? [{ say: key, token: `suggestion_paper ${paper} ${to}` }] : []
  return [
    {
      words: [head, ...page.map((item) => line(talk, item)), ...doubts].join('\n'),
      choices: [
        ...near.map(({ item, into }) => ({
          say: 'suggestions.button.join',
          params: { n: item + 1, into: into + 1 },
          token: `suggestion_item ${paper} ${item} ${into}`,
        })),
        ...page.flatMap(({ item, said }): readonly SaidChoice[] => {
          const params = { n: item + 1 }
          if (isDraft) return [{ say: 'suggestions.button.edit', params, token: `suggestion_item ${paper} ${item}` }]
          const key = said === undefined ? 'suggestions.button.said' : 'suggestions.button.said-again'
          return [{ say: key, params, token: `suggestion_said ${paper} ${item}` }]
        }),
        ...more(from - SHOWN, 'suggestions.button.back'),
        ...more(from + SHOWN, 'suggestions.button.more'),
        ...FORMATS.map((each) => ({ say: `suggestions.button.${each}`, token: `suggestion_paper ${paper} ${each}` })),
        ...(isDraft
          ? [
              {
                ...{ say: 'suggestions.button.hand', token: `suggestion_paper ${paper} hand` },
                style: 'primary' as const,
              },
              {
                ...{ say: 'suggestions.button.discard', token: `suggestion_paper ${paper} discard` },
                style: 'danger' as const,
              },
            ]
          : []),
      ],
    },
  ]
}

const line = (talk: Talk, { item, text, matter, people, strata, said }: ShownItem): string => {
  const text_ = (key: string) => talk.text(key)
  const names = Object.entries(strata).map(([stratum, count]) =>
    talk.text('suggestions.paper.stratum', { name: stratumName(text_, stratum), count }),
  )
  const shownLine = talk.text('suggestions.item', {
    ...{ n: item + 1, text: text.slice(0, 300), people, strata: names.join(talk.text('list.comma')) },
    matter: matter === '' ? talk.text('suggestions.other') : matter,
  })
  return said === undefined ? shownLine : `${shownLine}\n${saidIn((key, params) => talk.text(key, params), said)}`
}

/** `suggestion_item PAPER N`: what can be done with one; `suggestion_item PAPER N INTO` makes one of two. */
const itemCommand = command({
  name: 'suggestion_item',
  for: OFFICERS,
  summary: 'suggestions.command',
  listed: false,
  async run(talk, [paper = '-', n = '0', into]) {
    const item = Number.parseInt(n, 10) || 0
    if (into !== undefined) {
      await talk.execute(joinItems, { paper, item, into: Number.parseInt(into, 10) || 0 })
      return shown(talk, paper, 0)
    }
    const { items } = await talk.execute(readPaperOf, { paper, language: talk.language })
    return [
      {
        say: 'suggestions.what',
        params: { n: item + 1, text: (items[item]?.text ?? '').slice(0, 300) },
        choices: [
          { say: 'suggestions.button.word', token: `suggestion_word ${paper} ${item}` },
          ...items
            .filter((each) => each.item !== item)
            .slice(0, 20)
            .map((each) => ({
              say: 'suggestions.button.same-as',
              params: { n: each.item + 1, text: each.text.slice(0, 16) },
              token: `suggestion_item ${paper} ${item} ${each.item}`,
            })),
        ],
      },
    ]
  },
})

const word = command({
  name: 'suggestion_word',
  for: OFFICERS,
  summary: 'suggestions.command',
  listed: false,
  form: 'suggestion-word',
  async run(talk, [paper = '-', n = '0'], answers) {
    const item = Number.parseInt(n, 10) || 0
    await talk.execute(wordItem, { paper, item, text: wordsIn(answers, 'text') })
    return shown(talk, paper, item - (item % SHOWN))
  },
})

const saidCommand = command({
  name: 'suggestion_said',
  for: OFFICERS,
  summary: 'suggestions.command',
  listed: false,
  form: 'suggestion-said',
  async run(talk, [paper = '-', n = '0'], answers) {
    const item = Number.parseInt(n, 10) || 0
    const what = Said.shape.what.parse(answers.what)
    await talk.execute(say, { paper, item, what, words: wordsIn(answers, 'words') })
    const choices = [{ say: 'suggestions.button.paper', token: `suggestion_paper ${paper} ${item - (item % SHOWN)}` }]
    return [{ say: 'suggestions.said', params: { n: item + 1 }, choices }]
  },
})

export const suggestionCommands = [suggestions, begin, paperCommand, itemCommand, word, saidCommand]
