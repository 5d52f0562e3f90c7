import { calledIn } from '../audiences/term.ts'
import { calendarOf } from '../calendar/content.ts'
import { timeAt } from '../calendar/index.ts'
import type { Content, Language } from '../content/content.ts'
import { Office } from '../content/office.ts'
import type { AddresseeRow } from './people-of.ts'

const COLUMNS = [
  ...([
    'person',
    'name',
    'unitName',
    'grade',
    'stratum',
    'placeName',
    'delivery',
    'channel',
    'reason',
    'sentAt',
  ] as const),
  ...(['state', 'answeredAt', 'answer', 'reminded', 'remindedAt'] as const),
] as const satisfies readonly (keyof AddresseeRow)[]

/** Columns whose values are words of the program: they are told in the reader's language. */
const SAID: Partial<Record<(typeof COLUMNS)[number], (value: string | number) => string>> = {
  delivery: (value) => `notices.delivery-${value}`,
  state: (value) => `notices.answer-${value}`,
  reason: (value) => `notices.reason-${value}`,
}

/** Columns of moments: told by the office's clock. */
const MOMENTS: ReadonlySet<string> = new Set(['sentAt', 'answeredAt', 'remindedAt'])

/** The headings of the people of a campaign, as people read them. */
export const peopleHeadings = (content: Content, language: Language): string[] =>
  COLUMNS.map((column) => content.say(language, `campaign.column.${column}`))

/** One person of a campaign, below those headings. */
export const peopleCells = (content: Content, language: Language, row: AddresseeRow): (string | number)[] =>
  COLUMNS.map((column) => {
    const value = row[column] ?? ''
    if (value === '') return ''
    if (column === 'stratum') return calledIn(content, `audience.stratum.${value}`, language)
    if (MOMENTS.has(column)) return momentIn(content, String(value))
    const text = SAID[column]?.(value)
    return text === undefined ? value : content.say(language, text)
  })

const momentIn = (content: Content, instant: string): string =>
  `${calendarOf(content).dayAt(instant)} ${timeAt(instant, content.only(Office).timezone)}`
