import type { Language } from '../content/content.ts'
import { scripted } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import { organisation } from '../people/index.ts'
import type { Cell } from '../ports/printer.ts'
import type { Asked, Figures, Ledger } from './ledger.ts'
import { instantsOf, periodNamed } from './period.ts'
import { unitsAsked } from './scope.ts'

/** A ledger as it is shown: in words, whatever becomes of it next. */
export interface Shown {
  readonly title: string
  readonly subtitle: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly figures?: { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
}

export interface Wanted {
  readonly ledger: string
  readonly period: string
  readonly unit?: string | undefined
}

/** More rows than this are no longer one ledger: ask for a quarter or a month. */
export const MOST_ROWS = 50_000

/** @throws Refusal `ledgers.unknown`, `ledgers.period-unknown`, `ledgers.unit-unknown`, `ledgers.too-long`, `not-allowed` */
export const shown = async (
  context: Context,
  ledgers: ReadonlyMap<string, Ledger>,
  wanted: Wanted,
  language: Language,
): Promise<Shown> => {
  const ledger = ledgers.get(wanted.ledger)
  if (ledger === undefined) throw notFound('ledgers.unknown', { ledger: wanted.ledger.slice(0, 40) })
  const period = periodNamed(wanted.period)
  const org = await organisation(context)
  const units = unitsAsked(context, org, wanted.unit)
  const { until } = instantsOf(period, context.content.only(Office).timezone)
  const say: Asked['say'] = (key, params) => context.content.say(language, key, params)
  const asked: Asked = { context, org, period, asAt: [until, context.now].sort()[0] ?? until, units, language, say }
  const rows: (readonly Cell[])[] = []
  for await (const row of ledger.rows(asked)) {
    if (rows.length === MOST_ROWS) throw notFound('ledgers.too-long', { most: MOST_ROWS })
    rows.push(inScript(row, language))
  }
  const figures = await ledger.figures?.(asked)
  const unit = wanted.unit === undefined ? undefined : org.unit(wanted.unit)?.name
  return {
    title: say(`ledgers.${ledger.name}`),
    subtitle: say(unit === undefined ? 'ledgers.of-period' : 'ledgers.of-unit', {
      period: period.name,
      unit: unit ?? '',
    }),
    columns: ledger.columns.map((column) => say(`ledgers.${ledger.name}.${column}`)),
    rows,
    ...(figures === undefined ? {} : { figures: inWords(figures, asked) }),
  }
}

const inWords = ({ columns, rows }: Figures, { say, language }: Asked) => ({
  columns: columns.map((key) => say(key)),
  rows: rows.map((row) => inScript(row, language)),
})

/** Names and what people wrote are kept in the script in which they came. */
const inScript = (row: readonly Cell[], language: Language): readonly Cell[] =>
  row.map((cell) => (typeof cell === 'string' ? scripted(cell, language) : cell))
