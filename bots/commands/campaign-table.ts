import type { AddresseeRow } from '../../core/campaigns/index.ts'
import type { Content, Language } from '../../core/content/content.ts'

const COLUMNS = [
  ...(['person', 'name', 'unitName', 'grade', 'stratum', 'delivery', 'channel', 'reason', 'sentAt'] as const),
  ...(['state', 'answeredAt', 'answer', 'reminded', 'remindedAt'] as const),
] as const satisfies readonly (keyof AddresseeRow)[]

/** Columns whose values are words of the program: they are told in the reader's language. */
const SAID: Partial<Record<(typeof COLUMNS)[number], string>> = {
  delivery: 'notices.delivery-',
  state: 'notices.answer-',
  reason: 'notices.reason-',
}

/** The people of a campaign as a table for people, its headings first. */
export async function* campaignTable(
  content: Content,
  language: Language,
  rows: AsyncIterable<AddresseeRow>,
): AsyncGenerator<readonly (string | number)[]> {
  yield COLUMNS.map((column) => content.say(language, `campaign.column.${column}`))
  for await (const row of rows) {
    yield COLUMNS.map((column) => {
      const value = row[column] ?? ''
      return SAID[column] === undefined || value === '' ? value : content.say(language, `${SAID[column]}${value}`)
    })
  }
}
