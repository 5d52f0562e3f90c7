import { calendarOf } from '../calendar/content.ts'
import { officeIn } from '../content/office.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { photosIn, wordsIn } from '../feedback/answers.ts'
import { declare } from './declare.ts'
import { GIVERS, OCCASIONS, OUTCOMES } from './gift.ts'
import { valueWords } from './paper.ts'
import { mine, receipt, show } from './queries.ts'
import { add, book } from './steps.ts'

/** `/gift`: what, how much, from what kind of giver, when, and what one did with it. */
const gift = command({
  name: 'gift',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-declare',
  words: 'gifts.words-declare',
  form: 'gift',
  async run(talk, _args, answers) {
    const yuan = wordsIn(answers, 'yuan')
    const {
      gift: id,
      number,
      state,
    } = await talk.execute(declare, {
      ...{ what: wordsIn(answers, 'what'), value: wordsIn(answers, 'value'), ...(yuan === '' ? {} : { yuan }) },
      giver: GIVERS.find((each) => each === answers.giver) ?? 'other',
      occasion: OCCASIONS.find((each) => each === answers.occasion) ?? 'other',
      outcome: OUTCOMES.find((each) => each === answers.outcome) ?? 'handed-in',
      photos: photosIn(answers),
    })
    const toBring = state === 'awaited'
    return [
      {
        say: toBring ? 'gifts.declared-bring' : 'gifts.declared',
        params: { number },
        choices: [
          ...(toBring ? [{ say: 'gifts.button.book', token: `gift_book ${id}`, style: 'primary' as const }] : []),
          { say: 'gifts.button.receipt', token: `gift_receipt ${id}` },
          { say: 'gifts.button.add', token: `gift_add ${id}` },
        ],
      },
    ]
  },
})

/** `/gifts`: one's own declarations. */
const gifts = command({
  name: 'gifts',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-mine',
  words: 'gifts.words-mine',
  async run(talk, [after]) {
    const { rows, next } = await talk.execute(mine, { limit: 8, ...(after === undefined ? {} : { after }) })
    const declareOne = { say: 'gifts.command-declare', token: 'gift' }
    if (rows.length === 0) return [{ say: 'gifts.none', choices: [declareOne] }]
    return [
      {
        say: 'gifts.mine',
        params: { lines: rows.map((row) => lineWords(talk, row)).join('\n') },
        choices: [
          ...rows.map(({ gift: id, number }) => showButton(id, number)),
          ...(next === undefined || next.length > 50 ? [] : [{ say: 'gifts.button.more', token: `gifts ${next}` }]),
          declareOne,
        ],
      },
    ]
  },
})

export const showButton = (id: string, number: string) => ({
  ...{ say: 'gifts.button.show', params: { number }, token: `gift_show ${id}` },
})

export const lineWords = (
  talk: Talk,
  { number, declaredAt, state }: { readonly number: string; readonly declaredAt: string; readonly state: string },
): string =>
  talk.text('gifts.line', {
    number,
    day: calendarOf(talk.content).dayAt(declaredAt),
    state: talk.text(`gifts.state-${state}`),
  })

/** `gift_show GIFT`: all of one declaration, and what may be done with it. */
const giftShow = command({
  name: 'gift_show',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-show',
  listed: false,
  run: async (talk, [id = '']) => [await shown(talk, id)],
})

const shown = async (talk: Talk, id: string): Promise<Reply> => {
  const { gift: data, state, own } = await talk.execute(show, { gift: id })
  const org = await talk.organisation()
  const day = (at: string): string => calendarOf(talk.content).dayAt(at)
  const say = (key: string, params = {}): string => talk.text(`gifts.${key}`, params)
  const name = (person: string): string => org.person(person)?.name ?? person
  const { declared, confirmed, disposed } = data
  const custody = data.custody.at(-1)
  const lines = [
    say('shown', {
      ...{ number: data.number, what: declared.what, value: valueWords(say, data) },
      ...{ giver: say(`giver-${declared.giver}`), occasion: say(`occasion-${declared.occasion}`) },
      ...{ outcome: say(`outcome-${declared.outcome}`), day: day(data.declaredAt), state: say(`state-${state}`) },
    }),
    ...(own ? [] : [say('shown-declarer', { name: name(data.person), unit: org.unit(data.unit)?.name ?? data.unit })]),
    ...data.additions.map(({ at, text }) => say('addition', { day: day(at), text })),
    ...data.booked.slice(-1).map(({ day: on }) => say('shown-booked', { day: on })),
    ...(custody === undefined
      ? []
      : [say('shown-taken', { name: name(custody.by), day: day(custody.at), place: custody.place })]),
    ...(confirmed === undefined ? [] : [say('shown-confirmed', { name: name(confirmed.by), day: day(confirmed.at) })]),
    ...(disposed === undefined
      ? []
      : [
          say('shown-disposed', { how: say(`disposal-${disposed.how}`), words: disposed.words, day: day(disposed.at) }),
        ]),
  ]
  const button = (what: string, more = '') => ({ say: `gifts.button.${what}`, token: `gift_${what} ${id}${more}` })
  const me = talk.actor.kind === 'person' ? talk.actor.person : ''
  const mayTake = !own && (state === 'awaited' || state === 'booked' || state === 'declared')
  const files = [...declared.photos, ...data.additions.flatMap(({ photos }) => photos)].slice(0, 10)
  return {
    words: lines.join('\n'),
    choices: [
      ...(own && (state === 'awaited' || state === 'booked') ? [button('book')] : []),
      ...(mayTake || (!own && state === 'taken' && custody?.by === me) ? [button('take')] : []),
      ...(!own && state === 'taken' && custody?.by !== me ? [button('confirm', ` ${data.custody.length}`)] : []),
      ...(!own && state === 'received' ? [button('dispose')] : []),
      button('add'),
      button('receipt'),
    ],
    ...(files.length === 0
      ? {}
      : { files: files.map(({ file, name: called, type }) => ({ file, name: called, type })) }),
  }
}

const giftAdd = command({
  name: 'gift_add',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-add',
  listed: false,
  form: 'gift-add',
  async run(talk, [id = ''], answers) {
    const { number } = await talk.execute(add, { gift: id, text: wordsIn(answers, 'text'), photos: photosIn(answers) })
    return [{ say: 'gifts.added', params: { number }, choices: [showButton(id, number)] }]
  },
})

const giftBook = command({
  name: 'gift_book',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-book',
  listed: false,
  form: 'gift-book',
  async run(talk, [id = ''], answers) {
    const day = wordsIn(answers, 'day')
    const { number } = await talk.execute(book, { gift: id, day })
    const params = { number, day, ...officeIn(talk.content, talk.language) }
    return [{ say: 'gifts.booked', params, choices: [showButton(id, number)] }]
  },
})

const giftReceipt = command({
  name: 'gift_receipt',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-receipt',
  listed: false,
  async run(talk, [id = '']) {
    const file = await talk.execute(receipt, { gift: id, language: talk.language })
    return [{ say: 'gifts.receipt-here', files: [file] }]
  },
})

export const declarerCommands = [gift, gifts, giftShow, giftAdd, giftBook, giftReceipt]
