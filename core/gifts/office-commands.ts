import { calendarOf } from '../calendar/content.ts'
import { command, type Talk } from '../conversation/command.ts'
import { wordsIn } from '../feedback/answers.ts'
import { PERIOD } from '../ledgers/period.ts'
import { lineWords, showButton } from './commands.ts'
import { DISPOSALS } from './gift.ts'
import { kept, totals } from './queries.ts'
import { confirm, dispose, take } from './steps.ts'
import { takeOut } from './take-out.ts'
import { FEW, OTHERS, type Sum } from './totals.ts'

/** `/gift_desk [WORDS]`: what the two in charge have before them, or what of it says the words; `before NUMBER` goes on. */
const giftDesk = command({
  name: 'gift_desk',
  for: ['officer', 'director'],
  summary: 'gifts.command-desk',
  words: 'gifts.words-desk',
  async run(talk, args) {
    const after = args[0] === 'before' ? args[1] : undefined
    const find = (after === undefined ? args : args.slice(2)).join(' ').slice(0, 60)
    const asked = { ...(after === undefined ? {} : { after }), ...(find === '' ? {} : { find }) }
    const { rows, next } = await talk.execute(kept, { limit: 10, open: false, ...asked })
    if (rows.length === 0)
      return [find === '' ? { say: 'gifts.desk-none' } : { say: 'gifts.none-found', params: { find } }]
    const lines = rows.map((row) => lineWords(talk, row)).join('\n')
    const year = calendarOf(talk.content).dayAt(talk.now).slice(0, 4)
    // A button holds 64 bytes: a long search goes on by typing it more narrowly.
    const more = `gift_desk before ${next} ${find}`.trim()
    return [
      {
        ...{ say: 'gifts.desk', params: { lines } },
        choices: [
          ...rows.map(({ gift, number }) => showButton(gift, number)),
          ...(next === undefined || Buffer.byteLength(more) > 64 ? [] : [{ say: 'gifts.button.more', token: more }]),
          { say: 'gifts.button.export', params: { period: year }, token: `gift_export ${year}` },
        ],
      },
    ]
  },
})

/** `gift_export PERIOD`: the register with names, for the two in charge. */
const giftExport = command({
  name: 'gift_export',
  for: ['officer', 'director'],
  summary: 'gifts.command-export',
  listed: false,
  async run(talk, [named]) {
    const year = calendarOf(talk.content).dayAt(talk.now).slice(0, 4)
    const period = named !== undefined && PERIOD.test(named) ? named : year
    const { file, name, type, rows } = await talk.execute(takeOut, { period, language: talk.language })
    return [{ say: 'gifts.export-here', params: { period, rows }, files: [{ file, name, type }] }]
  },
})

const giftTake = command({
  name: 'gift_take',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-take',
  listed: false,
  form: 'gift-take',
  async run(talk, [id = ''], answers) {
    const { number } = await talk.execute(take, { gift: id, place: wordsIn(answers, 'place') })
    return [{ say: 'gifts.taken', params: { number }, choices: [showButton(id, number)] }]
  },
})

const giftConfirm = command({
  name: 'gift_confirm',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-confirm',
  listed: false,
  async run(talk, [id = '', custody = '0']) {
    const { number } = await talk.execute(confirm, { gift: id, custody: Number(custody) || 1 })
    return [{ say: 'gifts.confirmed', params: { number }, choices: [showButton(id, number)] }]
  },
})

const giftDispose = command({
  name: 'gift_dispose',
  for: 'person',
  asOneself: true,
  summary: 'gifts.command-dispose',
  listed: false,
  form: 'gift-dispose',
  async run(talk, [id = ''], answers) {
    const how = DISPOSALS.find((each) => each === answers.how) ?? 'other'
    const { number } = await talk.execute(dispose, { gift: id, how, words: wordsIn(answers, 'words') })
    return [{ say: 'gifts.disposed', params: { number }, choices: [showButton(id, number)] }]
  },
})

/** `/gift_totals [PERIOD]`: this year where no other is named. */
const giftTotals = command({
  name: 'gift_totals',
  for: ['officer', 'director', 'viewer', 'auditor'],
  summary: 'gifts.command-totals',
  words: 'gifts.words-totals',
  async run(talk, args) {
    const year = calendarOf(talk.content).dayAt(talk.now).slice(0, 4)
    const period = args.find((each) => PERIOD.test(each)) ?? year
    const found = await talk.execute(totals, { period })
    const org = await talk.organisation()
    const unit = (key: string): string =>
      key === OTHERS ? talk.text('gifts.other-units') : (org.unit(key)?.name ?? key)
    const choices = [
      { say: 'ledgers.format-xlsx', token: `ledger gifts ${period} xlsx` },
      { say: 'ledgers.format-pdf', token: `ledger gifts ${period} pdf` },
    ]
    if (found.all.count < FEW) return [{ say: 'gifts.totals-few', params: { period, few: FEW } }]
    const lines = [
      sumWords(talk, talk.text('gifts.total-all'), found.all),
      ...found.outcome.map((sum) => sumWords(talk, talk.text(`gifts.outcome-${sum.key}`), sum)),
      ...found.giver.map((sum) =>
        sumWords(talk, talk.text('gifts.from', { giver: talk.text(`gifts.giver-${sum.key}`) }), sum),
      ),
      ...found.unit.slice(0, 15).map((sum) => sumWords(talk, unit(sum.key), sum)),
    ]
    return [{ say: 'gifts.totals', params: { period, lines: lines.join('\n') }, choices }]
  },
})

const sumWords = (talk: Talk, what: string, { count, yuan, withoutValue }: Sum): string =>
  talk.text(withoutValue === 0 ? 'gifts.sum' : 'gifts.sum-without', { what, count, yuan, withoutValue })

export const officeCommands = [giftDesk, giftExport, giftTake, giftConfirm, giftDispose, giftTotals]
