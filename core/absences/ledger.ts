import { Office } from '../content/office.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import type { Cell } from '../ports/printer.ts'
import { AbsenceBook, stateOf } from './absence.ts'

/** Absences that touch the period, and who stood in. */
export const absenceLedger: Ledger = {
  name: 'absences',
  columns: ['person', 'unit', 'from', 'to', 'stand-in', 'state'],
  async *rows({ context, org, period, asAt, units, say }) {
    const zone = context.content.only(Office).timezone
    const rows: { readonly from: string; readonly row: readonly Cell[] }[] = []
    for await (const { data } of context.read(AbsenceBook).stream({})) {
      const unit = org.postsHeldBy(data.person)[0]?.unit ?? ''
      if (units !== undefined && !units.has(unit)) continue
      const name = (code: string): string => org.person(code)?.name ?? code
      for (const absence of data.absences) {
        const { from, to, standIn, announcedAt, endedAt } = absence
        if (from > period.to || to < period.from || announcedAt >= asAt) continue
        const { endedAt: _later, ...before } = absence
        const state = stateOf(endedAt !== undefined && endedAt < asAt ? absence : before, asAt, zone)
        const words = say(`ledgers.absence-${state}`)
        const row = [
          name(data.person),
          org.unit(unit)?.name ?? unit,
          from,
          to,
          standIn === undefined ? '' : name(standIn),
          words,
        ]
        rows.push({ from: `${from} ${data.person}`, row })
      }
    }
    for (const { row } of rows.sort((a, b) => (a.from < b.from ? -1 : 1))) yield row
  },
}
