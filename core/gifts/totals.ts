import type { Context } from '../kernel/context.ts'
import { Gift } from './gift.ts'

export interface Sum {
  key: string
  count: number
  yuan: number
  /** How many nobody could estimate. */
  withoutValue: number
}

/** Fewer than these of a unit could be told apart: they are put together. */
export const FEW = 3
/** The row of all units with few. */
export const OTHERS = 'others'

interface Asked {
  readonly from: string
  readonly until: string
  readonly units: ReadonlySet<string> | undefined
  /** Also what was declared at this very instant. */
  readonly inclusive?: boolean
}

/** Sums by outcome, by kind of giver and by unit. Who declared stands in none of them. */
export const totalsOf = async (
  context: Pick<Context, 'read'>,
  { from, until, units, inclusive = false }: Asked,
): Promise<{ all: Sum; outcome: Sum[]; giver: Sum[]; unit: Sum[] }> => {
  const all = nothing('all')
  const by = { outcome: new Map<string, Sum>(), giver: new Map<string, Sum>(), unit: new Map<string, Sum>() }
  const where = { 'data.declaredAt': inclusive ? { gte: from, lte: until } : { gte: from, lt: until } }
  for await (const { data } of context.read(Gift).stream({ where })) {
    if (units !== undefined && !units.has(data.unit)) continue
    const { outcome, giver, value } = data.declared
    for (const sum of [all, sumIn(by.outcome, outcome), sumIn(by.giver, giver), sumIn(by.unit, data.unit)])
      count(sum, value.yuan)
  }
  // Of so few not even the amounts are told.
  if (all.count < FEW) return { all: { ...nothing('all'), count: all.count }, outcome: [], giver: [], unit: [] }
  return {
    all,
    outcome: sorted(by.outcome),
    giver: sorted(by.giver),
    unit: pooled([...by.unit.values()]),
  }
}

const pooled = (sums: readonly Sum[]): Sum[] => {
  const ordered = [...sums].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const few = ordered.filter(({ count }) => count < FEW)
  const shown = ordered.filter(({ count }) => count >= FEW)
  const others = few.reduce((sum, each) => {
    sum.count += each.count
    sum.yuan += each.yuan
    sum.withoutValue += each.withoutValue
    return sum
  }, nothing(OTHERS))
  // One unit with few beside others would be what is left of the whole: the smallest joins it.
  while (others.count > 0 && others.count < FEW && shown.length > 0) {
    const smallest = shown.pop()
    if (smallest === undefined) break
    others.count += smallest.count
    others.yuan += smallest.yuan
    others.withoutValue += smallest.withoutValue
  }
  return others.count === 0 ? shown : [...shown, others]
}

const nothing = (key: string): Sum => ({ key, count: 0, yuan: 0, withoutValue: 0 })

const sumIn = (sums: Map<string, Sum>, key: string): Sum => {
  const found = sums.get(key) ?? nothing(key)
  sums.set(key, found)
  return found
}

const count = (sum: Sum, yuan: number | undefined): void => {
  sum.count++
  if (yuan === undefined) sum.withoutValue++
  else sum.yuan = Math.round((sum.yuan + yuan) * 100) / 100
}

const sorted = (sums: ReadonlyMap<string, Sum>): Sum[] => [...sums.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
