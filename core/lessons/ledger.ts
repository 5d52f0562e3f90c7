import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Ledger } from '../ledgers/ledger.ts'
import { instantsOf } from '../ledgers/period.ts'
import { Course } from './course.ts'

/** Who finished which lesson in the period 学习台账, by unit and tier. */
export const lessonLedger: Ledger = {
  name: 'lessons',
  columns: ['person', 'unit', 'tier', 'lesson', 'day', 'score', 'passed'],
  async *rows({ context, org, period, asAt, units, say }) {
    const { from } = instantsOf(period, context.content.only(Office).timezone)
    const where = { 'data.ended.at': { gte: from, lt: asAt } }
    for await (const { data } of context.read(Course).stream({ where, order: ['data.ended.at'] })) {
      const { person, unit, rank, title, ended } = data
      if (ended === undefined || (units !== undefined && !units.has(unit))) continue
      yield [
        ...[org.person(person)?.name ?? person, org.unit(unit)?.name ?? unit, say(`lessons.rank-${rank}`), title],
        ...[calendarOf(context.content).dayAt(ended.at), ended.of === 0 ? '' : `${ended.right}/${ended.of}`],
        say(ended.passed ? 'lessons.passed-short' : 'lessons.failed-short'),
      ]
    }
  },
}
