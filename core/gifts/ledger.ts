import { Office } from '../content/office.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import { instantsOf } from '../ledgers/period.ts'
import { FEW, OTHERS, type Sum, totalsOf } from './totals.ts'

/** Declared gifts by unit, and by what became of them 礼品礼金统计. Nobody's name and no single thing stand in it. */
export const giftLedger: Ledger = {
  name: 'gifts',
  columns: ['unit', 'count', 'yuan', 'without-value'],
  async *rows({ context, org, period, asAt, units, say }) {
    const { from } = instantsOf(period, context.content.only(Office).timezone)
    const { all, unit } = await totalsOf(context, { from, until: asAt, units })
    if (isFew(all)) yield [say('gifts.fewer', { few: FEW }), '', '', '']
    for (const { key, ...sum } of unit)
      yield [key === OTHERS ? say('gifts.other-units') : (org.unit(key)?.name ?? key), ...cells(sum)]
  },
  async figures({ context, period, asAt, units, say }) {
    const { from } = instantsOf(period, context.content.only(Office).timezone)
    const { all, outcome, giver } = await totalsOf(context, { from, until: asAt, units })
    return {
      columns: ['ledgers.figure.what', 'ledgers.gifts.count', 'ledgers.gifts.yuan', 'ledgers.gifts.without-value'],
      rows: [
        [say('gifts.total-all'), ...(isFew(all) ? [say('gifts.fewer', { few: FEW }), '', ''] : cells(all))],
        ...outcome.map(({ key, ...sum }) => [say(`gifts.outcome-${key}`), ...cells(sum)]),
        ...giver.map(({ key, ...sum }) => [say('gifts.from', { giver: say(`gifts.giver-${key}`) }), ...cells(sum)]),
      ],
    }
  },
}

const cells = ({ count, yuan, withoutValue }: Omit<Sum, 'key'>) => [count, yuan, withoutValue]

/** So few that not even their number is told. */
const isFew = ({ count }: Sum): boolean => count > 0 && count < FEW
