import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import { instantsOf } from '../ledgers/period.ts'
import { maySeeMeasure } from './access.ts'
import { Measure } from './measure.ts'

/** Measures that were recorded in the period; of a unit, to none but those who may see each. */
export const measureLedger: Ledger = {
  name: 'measures',
  columns: [
    'number',
    'recorded',
    'kind',
    'person',
    'unit',
    'ground',
    'decided-by',
    'decided-on',
    'document',
    'revoked',
  ],
  async *rows({ context, org, period, asAt, units, say }) {
    const { from, until } = instantsOf(period, context.content.only(Office).timezone)
    const day = (at: string): string => calendarOf(context.content).dayAt(at)
    const where = { 'data.recordedAt': { gte: from, lt: until } }
    for await (const { data } of context.read(Measure).stream({ where, order: ['data.recordedAt'] })) {
      if (!maySeeMeasure(context.actor, data) || (units !== undefined && !units.has(data.unit))) continue
      const { revoked, decision } = data
      yield [
        ...[data.number, day(data.recordedAt), say(`measures.kind-${data.kind}`)],
        ...[org.person(data.person)?.name ?? data.person, org.unit(data.unit)?.name ?? data.unit, data.ground],
        ...[decision.by, decision.day, decision.document],
        ...[revoked !== undefined && revoked.at < asAt ? day(revoked.at) : ''],
      ]
    }
  },
}
