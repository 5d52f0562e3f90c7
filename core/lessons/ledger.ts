import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Asked, Ledger } from '../ledgers/ledger.ts'
import { instantsOf } from '../ledgers/period.ts'
import { Course } from './course.ts'

const VIEWS = ['tier', 'unit', 'person'] as const

/** Who finished which lesson in the period 学习台账; beneath it how many lessons by tier, unit and person. */
export const lessonLedger: Ledger = {
  name: 'lessons',
  columns: ['person', 'unit', 'tier', 'lesson', 'day', 'score', 'passed'],
  async *rows(asked) {
    const { context, say } = asked
    for await (const { names, title, ended } of finished(asked))
      yield [
        ...[names.person, names.unit, names.tier, title],
        ...[calendarOf(context.content).dayAt(ended.at), ended.of === 0 ? '' : `${ended.right}/${ended.of}`],
        say(ended.passed ? 'lessons.passed-short' : 'lessons.failed-short'),
      ]
  },
  async figures(asked) {
    const counted = new Map<string, { readonly name: string; passed: number; failed: number }>()
    for await (const { codes, names, ended } of finished(asked))
      for (const view of VIEWS) {
        const key = `${view} ${codes[view]}`
        const count = counted.get(key) ?? { name: names[view], passed: 0, failed: 0 }
        count[ended.passed ? 'passed' : 'failed'] += 1
        counted.set(key, count)
      }
    return {
      columns: ['view', 'name', 'finished', 'count-passed', 'count-failed'].map((each) => `ledgers.lessons.${each}`),
      rows: VIEWS.flatMap((view) =>
        [...counted]
          .filter(([key]) => key.startsWith(`${view} `))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, { name, passed, failed }]) => [
            asked.say(`ledgers.lessons.${view}`),
            ...[name, passed + failed, passed, failed],
          ]),
      ),
    }
  },
}

/** What was finished in the period, passed or not, in the order of time. */
async function* finished({ context, org, period, asAt, units, say }: Asked) {
  const { from } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.ended.at': { gte: from, lt: asAt } }
  for await (const { data } of context.read(Course).stream({ where, order: ['data.ended.at'] })) {
    const { person, unit, rank, title, ended } = data
    if (ended === undefined || (units !== undefined && !units.has(unit))) continue
    const names = {
      ...{ person: org.person(person)?.name ?? person, unit: org.unit(unit)?.name ?? unit },
      tier: say(`lessons.rank-${rank}`),
    }
    yield { title, ended, names, codes: { person, unit, tier: rank } }
  }
}
