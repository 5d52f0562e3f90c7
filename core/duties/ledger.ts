import { calendarOf } from '../calendar/content.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import { DutyLetter } from './letter.ts'

/** Every duty whose last day lies in the period: who, until when, what was done and when. */
export const dutyLedger: Ledger = {
  name: 'duties',
  columns: ['name', 'unit', 'kind', 'text', 'due', 'done', 'note'],
  async *rows({ context, org, period, asAt, units, say }) {
    const calendar = calendarOf(context.content)
    for await (const { data } of context.read(DutyLetter).stream({ order: ['data.signedAt'] })) {
      if (data.signedAt >= asAt || (units !== undefined && !units.has(data.unit))) continue
      for (const { kind, text, due, done } of data.tasks) {
        if (due < period.from || due > period.to) continue
        const isDone = done !== undefined && done.at < asAt
        yield [
          ...[org.person(data.person)?.name ?? data.person, org.unit(data.unit)?.name ?? data.unit],
          ...[say(`ledgers.duties.kind-${kind}`), kind === 'report' ? data.title : text, due],
          ...(isDone ? [calendar.dayAt(done.at), done.note] : ['', '']),
        ]
      }
    }
  },
}
