import type { CaseData } from '../feedback/case.ts'
import type { Reader } from '../kernel/context.ts'
import { DAY, later, SECOND } from '../ports/clock.ts'
import type { SeenCase } from './facts.ts'

/** How many of those that changed are read at once. */
const PAGE = 200
/** No rule looks back further (`rule.ts`); what is older is forgotten. */
const KEPT = 400 * DAY
/** How long what was found is told again: no rule asks twice a day. */
const FRESH = 10 * SECOND

interface Known {
  readonly version: number
  readonly seen: SeenCase
}

interface Kept {
  readonly cases: Map<string, Known>
  /** What was found last, for whoever asks the same in the same moments: the rules of a morning do. */
  last?: { readonly from: string; readonly now: string; readonly found: Promise<readonly SeenCase[]> }
}

const known = new WeakMap<object, Kept>()

/**
 * The cases received from an instant on, in the order of receipt, as they stand or stood some seconds ago. A process keeps of each what rules look at, by its
 * version; what stands there at which version is asked anew each time but that, so that what another process did is never missed,
 * and only what changed is read. None of what anybody wrote is kept.
 */
export const casesSince = (reader: Reader<CaseData>, from: string, now: string): Promise<readonly SeenCase[]> => {
  const kept = known.get(reader) ?? { cases: new Map<string, Known>() }
  known.set(reader, kept)
  const { last } = kept
  const age = last?.from === from ? Date.parse(now) - Date.parse(last.now) : Number.NaN
  if (last !== undefined && age >= 0 && age < FRESH) return last.found
  const found = broughtUp(reader, kept.cases, from)
  kept.last = { from, now, found }
  found.catch(() => delete kept.last)
  return found
}

const broughtUp = async (
  reader: Reader<CaseData>,
  kept: Map<string, Known>,
  from: string,
): Promise<readonly SeenCase[]> => {
  const versions = await reader.versions({ 'data.receivedAt': { gte: from } })
  const changed = [...versions].flatMap(([id, version]) => (kept.get(id)?.version === version ? [] : [id]))
  for (let n = 0; n < changed.length; n += PAGE) {
    const { rows } = await reader.page({ where: { id: { in: changed.slice(n, n + PAGE) } } })
    for (const { id, version, data } of rows) kept.set(id, { version, seen: seenOf(data) })
  }
  const oldest = later(from, -KEPT)
  for (const [id, { seen }] of kept) if (seen.receivedAt < oldest) kept.delete(id)
  const found = [...versions.keys()].flatMap((id) => kept.get(id)?.seen ?? [])
  return found.sort(({ receivedAt: a }, { receivedAt: b }) => (a < b ? -1 : a > b ? 1 : 0))
}

const seenOf = ({ kind, matter, place, state, urgent, round, lead, office, due, ...data }: CaseData): SeenCase => ({
  ...{ kind, matter, state, urgent, round, lead, office, due, receivedAt: data.receivedAt },
  ...(place?.code === undefined ? {} : { place: { code: place.code } }),
  ...{ passes: { length: data.passes.length }, measures: { length: data.measures.length } },
  ratings: data.ratings.slice(-1).map(({ solved }) => ({ solved })),
  proposal: data.proposal.unit === undefined ? {} : { unit: data.proposal.unit },
})
