import type { Content, Language } from '../../core/content/content.ts'
import type { CaseRow } from '../../core/reports/index.ts'

/** The columns of the table, in order; codes stay in the JSON, where machines read them. */
const COLUMNS = [
  ...([
    'number',
    'received',
    'state',
    'kind',
    'matterName',
    'leadName',
    'supporting',
    'place',
    'since',
    'urgent',
  ] as const),
  ...(['due', 'answered', 'closed', 'closedAs', 'round', 'passes', 'measures', 'solved', 'attitude', 'speed'] as const),
  ...(['mergedInto', 'text', 'answer'] as const),
] as const satisfies readonly (keyof CaseRow)[]

type Column = (typeof COLUMNS)[number]

/** Columns whose values are words of the program: they are told in the reader's language. */
const SAID: readonly Column[] = ['state', 'kind', 'closedAs', 'solved']

type Cell = string | number | boolean

/** The rows as a table for people, its headings first. */
export async function* caseTable(
  content: Content,
  language: Language,
  rows: AsyncIterable<CaseRow>,
): AsyncGenerator<readonly Cell[]> {
  const say = (key: string): string => content.say(language, `reports.${key}`)
  yield COLUMNS.map((column) => say(`column.${column}`))
  for await (const row of rows) yield COLUMNS.map((column) => cellOf(column, row[column], say))
}

const cellOf = (column: Column, value: CaseRow[Column], say: (key: string) => string): Cell => {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join(say('comma'))
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  return SAID.includes(column) ? say(`${column}.${value}`) : value
}
