import { calendarOf } from '../calendar/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Asked, Figures, Ledger } from '../ledgers/ledger.ts'
import { before, instantsOf, type Period } from '../ledgers/period.ts'
import type { Cell } from '../ports/printer.ts'
import { asIssued, dueAt } from './as-issued.ts'
import { TIERS, Warning, type WarningData } from './warning.ts'

/** Warnings that were issued in the period, and what had become of them at its end. */
export const warningLedger: Ledger = {
  name: 'warnings',
  columns: [
    ...[
      'number',
      'issued',
      'severity',
      'unit',
      'person',
      'tier',
      'ground',
      'due',
      'acknowledged',
      'answered',
      'climbed',
    ],
    ...['became', 'ended'],
  ],
  async *rows(asked) {
    for await (const data of issuedIn(asked, asked.period)) yield rowOf(asked, data)
  },
  figures: async (asked) => figuresOf(asked),
}

const issuedIn = async function* ({ context, units }: Asked, period: Period): AsyncGenerator<WarningData> {
  const { from, until } = instantsOf(period, context.content.only(Office).timezone)
  const where = { 'data.issuedAt': { gte: from, lt: until } }
  for await (const { data } of context.read(Warning).stream({ where, order: ['data.issuedAt'] }))
    if (units === undefined || units.has(data.unit)) yield data
}

/** As they were when it was issued; what was issued before that was kept shows them as they are. */
const warned = ({ org }: Asked, data: WarningData) => data.asIssued ?? asIssued(org, data)

/** How a warning stood at an instant, whatever has happened since. */
const standing = (data: WarningData, asAt: string) => ({
  acknowledged: known(data.acknowledged?.at, asAt),
  answered: known(data.answers.find(({ at }) => at < asAt)?.at, asAt),
  ended: known(data.endedAt, asAt),
  climbed: data.steps.filter(({ did, at }) => did === 'climb' && at < asAt).length,
})

const known = (at: string | undefined, asAt: string): string | undefined =>
  at !== undefined && at < asAt ? at : undefined

const rowOf = (asked: Asked, data: WarningData): readonly Cell[] => {
  const { context, say, asAt } = asked
  const { person, unit, tier } = warned(asked, data)
  const day = (at: string | undefined): string => (at === undefined ? '' : calendarOf(context.content).dayAt(at))
  const { acknowledged, answered, ended, climbed } = standing(data, asAt)
  return [
    ...[data.number, day(data.issuedAt), say(`warnings.severity-${data.severity}`)],
    ...[unit, person, say(`ledgers.tier-${tier}`)],
    inLanguage(data.ground.says, asked.language),
    ...[dueAt(data, asAt), day(acknowledged), day(answered), climbed],
    ...[say(`ledgers.became-${ended === undefined ? 'open' : (data.endedAs ?? 'open')}`), day(ended)],
  ]
}

/** For each tier, all and each unit: how many, answered, settled, climbed, withdrawn; the period before beside each. */
const figuresOf = async (asked: Asked): Promise<Figures> => {
  const zone = asked.context.content.only(Office).timezone
  const earlier = before(asked.period)
  const [now, then] = [
    await counts(asked, asked.period, asked.asAt),
    await counts(asked, earlier, instantsOf(earlier, zone).until),
  ]
  return {
    columns: ['tier-or-unit', ...COUNTED.flatMap((each) => [each, `${each}-before`])].map(
      (key) => `ledgers.figure.${key}`,
    ),
    rows: [
      ...[...TIERS, 'all' as const].map((tier): [string, string] => [asked.say(`ledgers.tier-${tier}`), tier]),
      ...[...new Set([...now.keys(), ...then.keys()])]
        .filter((key) => key.startsWith(UNIT))
        .sort((a, b) => a.localeCompare(b, 'zh-CN'))
        .map((key): [string, string] => [key.slice(UNIT.length), key]),
    ].map(([name, key]) => [
      name,
      ...COUNTED.flatMap((each) => [now.get(key)?.[each] ?? 0, then.get(key)?.[each] ?? 0]),
    ]),
  }
}

const COUNTED = ['issued', 'answered', 'settled', 'climbed', 'withdrawn'] as const
type Counts = Record<(typeof COUNTED)[number], number>

/** What the key of a unit's figures begins with. */
const UNIT = 'unit:'

/** By tier, `all`, and the unit as it was called then. */
const counts = async (asked: Asked, period: Period, asAt: string): Promise<ReadonlyMap<string, Counts>> => {
  const all = new Map<string, Counts>()
  const of = (key: string): Counts => {
    const counted = all.get(key) ?? { issued: 0, answered: 0, settled: 0, climbed: 0, withdrawn: 0 }
    all.set(key, counted)
    return counted
  }
  for await (const data of issuedIn(asked, period)) {
    const { answered, ended, climbed } = standing(data, asAt)
    const withdrawn = data.endedAs === 'withdrawn' || data.endedAs === 'dispute-upheld'
    const { tier, unit } = warned(asked, data)
    for (const counted of [tier, 'all', `${UNIT}${unit}`].map(of)) {
      counted.issued += 1
      counted.answered += answered === undefined ? 0 : 1
      counted.settled += ended !== undefined && !withdrawn ? 1 : 0
      counted.climbed += climbed > 0 ? 1 : 0
      counted.withdrawn += ended !== undefined && withdrawn ? 1 : 0
    }
  }
  return all
}
