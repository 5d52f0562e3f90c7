import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import { instantsOf } from '../ledgers/period.ts'
import { PledgeReceipt } from './pledge.ts'

/** Who signed what in the period. Nothing that anybody filled in, and of families only that there was a pledge. */
export const pledgeLedger: Ledger = {
  name: 'pledges',
  columns: ['number', 'title', 'name', 'unit', 'day', 'version', 'receipt'],
  async *rows({ context, org, period, asAt, units }) {
    const { from } = instantsOf(period, context.content.only(Office).timezone)
    const calendar = calendarOf(context.content)
    const where = { 'data.signedAt': { gte: from, lt: asAt } }
    for await (const { id, data } of context.read(PledgeReceipt).stream({ where, order: ['data.number'] })) {
      const { number, title, name, unit, signedAt, proof } = data
      if (units !== undefined && !units.has(unit)) continue
      yield [
        ...[number, title, name, org.unit(unit)?.name ?? proof.parts.unit ?? ''],
        ...[calendar.dayAt(signedAt), proof.parts.version ?? '', id],
      ]
    }
  },
}
