import { calendarOf } from '../calendar/content.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import { hasRole } from '../kernel/actor.ts'
import { forbidden } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import type { Asked, Ledger } from '../ledgers/ledger.ts'
import { before } from '../ledgers/period.ts'
import { Stratum } from '../people/stratum.ts'
import type { Cell } from '../ports/printer.ts'
import { COUNTS, type Counts, formsOf, nothing } from './returns.ts'
import { stratumName } from './stratum-name.ts'

/** Leaders of units see what became of it, and never how many people told it in a village where there may be one. */
const LOOKERS = ['officer', 'director', 'viewer', 'auditor'] as const

/**
 * Feedback forms handed out and come back 联系点反馈台账 (D1): a row for each stratum of each campaign and of what came
 * unasked; by township below. Nobody stands in it.
 */
export const contactPointLedger: Ledger = {
  name: 'contact-points',
  columns: ['number', 'title', 'day', 'stratum', 'out', 'back', 'rate', ...COUNTS.slice(2)],
  async *rows(asked) {
    mayLook(asked)
    const { say, context } = asked
    const sums = new Map<string, { readonly campaign: Stored<Campaign> | undefined; readonly strata: Sums }>()
    for await (const { campaign, stratum, counts } of formsOf(asked, asked.period)) {
      const key = campaign?.id ?? ''
      const row = sums.get(key) ?? { campaign, strata: new Map() }
      sums.set(key, row)
      add(row.strata, stratum, counts)
    }
    for (const { campaign, strata } of sums.values()) {
      const head =
        campaign === undefined
          ? ['', say('network.unasked'), '']
          : [campaign.data.number, campaign.data.title, calendarOf(context.content).dayAt(campaign.data.opensAt)]
      for (const stratum of [...Stratum.options, ''])
        if (strata.has(stratum)) yield [...head, stratumName(say, stratum), ...cells(strata.get(stratum) ?? nothing())]
    }
  },
  async figures(asked) {
    mayLook(asked)
    const { say, org } = asked
    const [now, earlier] = [await byPlace(asked, false), await byPlace(asked, true)]
    const named = [...now].map(([code, counts]) => [org.place(code)?.name ?? say('network.no-place'), counts] as const)
    const rows: readonly (readonly Cell[])[] = [
      ...named.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => [name, ...cells(counts)]),
      [say('ledgers.figure.this-period'), ...cells(all(now))],
      [say('ledgers.figure.period-before'), ...cells(all(earlier))],
    ]
    const columns = ['place', 'out', 'back', 'rate', ...COUNTS.slice(2)]
    return { columns: columns.map((column) => `ledgers.contact-points.${column}`), rows }
  },
}

type Sums = Map<string, Counts>

const mayLook = ({ context: { actor } }: Asked): void => {
  if (actor.kind !== 'system' && !hasRole(actor, ...LOOKERS)) throw forbidden()
}

const add = (sums: Sums, key: string, counts: Partial<Counts>): void => {
  const sum = sums.get(key) ?? nothing()
  sums.set(key, sum)
  for (const each of COUNTS) sum[each] += counts[each] ?? 0
}

const byPlace = async (asked: Asked, isBefore: boolean): Promise<Sums> => {
  const sums: Sums = new Map()
  for await (const { place, counts } of formsOf(asked, isBefore ? before(asked.period) : asked.period))
    add(sums, place, counts)
  return sums
}

const all = (sums: Sums): Counts => {
  const total: Sums = new Map()
  for (const counts of sums.values()) add(total, '', counts)
  return total.get('') ?? nothing()
}

const cells = (counts: Counts): readonly Cell[] => {
  const { out, back } = counts
  return [
    out,
    back,
    out === 0 ? '' : `${Math.round((back / out) * 100)}%`,
    ...COUNTS.slice(2).map((each) => counts[each]),
  ]
}
