import { calendarOf } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import type { Asked, Ledger } from '../ledgers/ledger.ts'
import { before, instantsOf, type Period } from '../ledgers/period.ts'
import { maySeeVisit } from './access.ts'
import { lackWords } from './checklist.ts'
import { type Finding, Round, Visit } from './visit.ts'

/** Visits of the period with what was found and what became of it 明察暗访台账: a row for each finding, or one for the visit. */
export const visitLedger: Ledger = {
  name: 'visits',
  columns: ['number', 'day', 'round', 'unit', 'manner', 'lacks', 'finding', 'became'],
  async *rows(asked) {
    const { context, org, language, say, asAt } = asked
    for await (const data of visitsOf(asked, asked.period)) {
      const round = data.round === undefined ? undefined : (await context.read(Round).get(data.round))?.data.title
      const lacks = lackWords(context.content, language, data).join(say('list.semicolon'))
      const head = [
        ...[data.number, data.day, round ?? '', org.unit(data.unit)?.name ?? data.unit],
        ...[say(data.announced ? 'visits.announced' : 'visits.unannounced'), lacks],
      ]
      if (data.findings.length === 0) yield [...head, '', '']
      for (const finding of data.findings) yield [...head, finding.text, becameWords(asked, finding, asAt)]
    }
  },
  async figures(asked) {
    const [now, earlier] = [await figuresOf(asked, asked.period), await figuresOf(asked, before(asked.period))]
    return {
      columns: ['ledgers.figure.what', 'ledgers.figure.this-period', 'ledgers.figure.period-before'],
      rows: (Object.keys(now) as (keyof typeof now)[]).map((key) => [
        asked.say(`visits.figure-${key}`),
        now[key],
        earlier[key],
      ]),
    }
  },
}

const becameWords = ({ context, say }: Asked, { became }: Finding, asAt: string): string => {
  if (became === undefined || became.at >= asAt) return say('visits.became-open')
  const day = calendarOf(context.content).dayAt(became.at)
  return say(`visits.became-${became.what}`, { number: became.number ?? '', day })
}

async function* visitsOf({ context, org, asAt, units }: Asked, period: Period): AsyncIterable<Visit> {
  const { from, until } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.recordedAt': { gte: from, lt: until } }
  for await (const { data } of context.read(Visit).stream({ where, order: ['data.recordedAt', 'data.number'] })) {
    if (data.recordedAt >= asAt || !maySeeVisit(org, context.actor, data)) continue
    if (units === undefined || units.has(data.unit)) yield data
  }
}

const figuresOf = async (asked: Asked, period: Period) => {
  const figures = { rounds: 0, visits: 0, unannounced: 0, findings: 0, cases: 0, warnings: 0 }
  const rounds = new Set<string>()
  for await (const { round, announced, findings } of visitsOf(asked, period)) {
    if (round !== undefined) rounds.add(round)
    const became = (what: string): number =>
      findings.filter((each) => each.became?.what === what && each.became.at < asked.asAt).length
    figures.visits += 1
    figures.unannounced += announced ? 0 : 1
    figures.findings += findings.length
    figures.cases += became('case')
    figures.warnings += became('warning')
  }
  return { ...figures, rounds: rounds.size }
}
