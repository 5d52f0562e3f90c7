import { calendarOf } from '../calendar/content.ts'
import { type Command, command, type Reply, type Talk } from '../conversation/command.ts'
import { refusal } from '../kernel/errors.ts'
import { FORMATS, type ledgerOperations } from './operations.ts'
import { periodMeant } from './period-meant.ts'

/**
 * `/ledger`: which book, of which year, as what; every answer is a button, and all of it can be typed at once:
 * `/ledger cases 2025-Q2 xlsx 双河镇`.
 */
export const ledgerCommand = ({ list, take }: ReturnType<typeof ledgerOperations>): Command =>
  command({
    name: 'ledger',
    for: 'person',
    summary: 'ledgers.command',
    words: 'ledgers.phrases',
    async run(talk, args) {
      const { ledgers } = await talk.execute(list, {})
      const ledger = args.find((each) => ledgers.includes(each))
      if (ledger === undefined) return [whichLedger(ledgers)]
      const today = calendarOf(talk.content).dayAt(talk.now)
      const spoken = args.find((each) => each !== ledger && periodMeant(each, today) !== undefined)
      const period = spoken === undefined ? undefined : periodMeant(spoken, today)
      if (period === undefined) return [whichPeriod(talk, ledger)]
      const format = FORMATS.find((each) => args.includes(each))
      const others = args.filter((each) => ![ledger, spoken, format].includes(each))
      if (format === undefined) return [whichFormat(talk, ledger, period, others)]
      const unit = await unitMeant(talk, others.join(' '))
      const input = { ledger, period, format, language: talk.language, ...(unit === undefined ? {} : { unit }) }
      const { file, name, type, rows } = await talk.execute(take, input)
      const params = { ledger: talk.text(`ledgers.${ledger}`), period, rows }
      return [{ say: rows === 0 ? 'ledgers.here-empty' : 'ledgers.here', params, files: [{ file, name, type }] }]
    },
  })

const whichLedger = (ledgers: readonly string[]): Reply => ({
  say: 'ledgers.which',
  choices: ledgers.map((name) => ({ say: `ledgers.${name}`, token: `ledger ${name}` })),
})

/** This year and the one before, and the quarters of late. */
const whichPeriod = (talk: Talk, ledger: string): Reply => {
  const today = calendarOf(talk.content).dayAt(talk.now)
  const year = Number(today.slice(0, 4))
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  const last = quarter === 1 ? `${year - 1}-Q4` : `${year}-Q${quarter - 1}`
  return {
    say: 'ledgers.which-period',
    choices: [String(year), String(year - 1), `${year}-Q${quarter}`, last].map((period) => ({
      ...{ say: 'ledgers.period', params: { period }, token: `ledger ${ledger} ${period}` },
    })),
  }
}

const whichFormat = (talk: Talk, ledger: string, period: string, others: readonly string[]): Reply => ({
  say: 'ledgers.which-format',
  params: { ledger: talk.text(`ledgers.${ledger}`), period },
  choices: FORMATS.map((format) => ({
    ...{ say: `ledgers.format-${format}`, token: ['ledger', ledger, period, format, ...others].join(' ').slice(0, 64) },
  })),
})

/** @throws Refusal `ledgers.unit-unknown` */
const unitMeant = async (talk: Talk, words: string): Promise<string | undefined> => {
  if (words === '') return undefined
  const org = await talk.organisation()
  const found = org.unit(words)?.code ?? org.findUnits(words)[0]?.code
  if (found === undefined) throw refusal('ledgers.unit-unknown')
  return found
}
