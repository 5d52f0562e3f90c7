import type { Organisation } from '../people/index.ts'
import type { Tier, WarningData } from './warning.ts'

type Warned = Pick<WarningData, 'to' | 'unit' | 'post'>

/** Names and tier of the person warned, as they are now. */
export const asIssued = (org: Organisation, warned: Warned): NonNullable<WarningData['asIssued']> => ({
  person: org.person(warned.to)?.name ?? warned.to,
  unit: org.unit(warned.unit)?.name ?? warned.unit,
  tier: tierOf(org, warned),
})

const tierOf = (org: Organisation, { to, unit, post }: Warned): Tier => {
  const held = org.postsHeldBy(to).find((each) => each.unit === unit)
  const rank = (post === undefined ? held : org.post(post))?.rank
  return rank === 'head' || rank === 'deputy' ? rank : 'in-charge'
}

/** The last day that held at an instant. */
export const dueAt = ({ due, dueDays }: WarningData, asAt: string): string =>
  dueDays?.findLast(({ at }) => at < asAt)?.day ?? due.day

/** What is kept of the last days when `next` may have another than `before`. */
export const dueDaysOf = (before: WarningData, next: WarningData, now: string): WarningData['dueDays'] =>
  before.due.day === next.due.day
    ? before.dueDays
    : [...(before.dueDays ?? [{ at: before.issuedAt, day: before.due.day }]), { at: now, day: next.due.day }]
