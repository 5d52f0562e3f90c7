import { z } from 'zod'
import { addDays, Day, instantAt } from '../calendar/index.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import type { Away } from '../people/person.ts'
import { DAY, later } from '../ports/clock.ts'

const AbsenceSchema = z.object({
  id: z.string(),
  /** The first and the last day, both away. */
  from: Day,
  to: Day,
  /** Who acts meanwhile; where nobody is named, the B-role of each post. */
  standIn: z.string().optional(),
  announcedAt: z.string(),
  /** `person:code`. */
  announcedBy: z.string(),
  /** When it was taken back before it began, or the person came back before its end. */
  endedAt: z.string().optional(),
})
export type Absence = z.infer<typeof AbsenceSchema>

/** Where an absence stands at an instant: nothing but time moves it, unless somebody ends it. */
export type AbsenceState = 'ahead' | 'running' | 'over' | 'cancelled'

/**
 * The absences of one person 请假、离岗, the oldest first. One record a person, so that two of them can never overlap,
 * whoever announces them at the same moment. Its id is `ab-` and the person's code.
 */
export const AbsenceBook = record('absence-book', {
  prefix: 'ab-',
  schema: z.object({ person: z.string(), absences: z.array(AbsenceSchema) }),
})
export type AbsenceBook = RecordOf<typeof AbsenceBook>

/** So long those who stood in are still known, to be told that it is over. */
const OF_LATE = 2 * DAY

export const bookId = (person: string): string => `ab-${person}`

/** The instants from and until which somebody is away, on the wall clock of `zone`. */
export const timesOf = (
  { from, to, endedAt }: Absence,
  zone: string,
): { readonly from: string; readonly until: string } => {
  const begins = instantAt(from, '00:00', zone)
  const until = instantAt(addDays(to, 1), '00:00', zone)
  if (endedAt === undefined) return { from: begins, until }
  return { from: begins, until: endedAt < begins ? begins : endedAt < until ? endedAt : until }
}

/** The last of some instants, all in UTC. */
export const latest = (...instants: readonly string[]): string => [...instants].sort().at(-1) ?? ''

/** Whether it was taken back before it began. */
export const isCancelled = (absence: Absence, zone: string): boolean => {
  const { from, until } = timesOf(absence, zone)
  return from === until
}

export const stateOf = (absence: Absence, now: string, zone: string): AbsenceState => {
  const { from, until } = timesOf(absence, zone)
  if (from === until) return 'cancelled'
  return now < from ? 'ahead' : now < until ? 'running' : 'over'
}

/** Two absences may touch but not overlap. Days are inclusive; of one that was ended only the time before counts. */
export const overlaps = (a: Absence, b: Absence, zone: string): boolean => {
  const one = timesOf(a, zone)
  const other = timesOf(b, zone)
  return one.from < other.until && other.from < one.until
}

/** What `core/people` has to know at `now`: the times that are not over, and those that ended of late. */
export const awayTimes = (absences: readonly Absence[], now: string, zone: string): Away[] =>
  absences
    .map((absence) => ({ ...timesOf(absence, zone), standIn: absence.standIn }))
    .filter(({ from, until }) => from < until && now < later(until, OF_LATE))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, until, standIn }) => ({ from, until, ...(standIn === undefined ? {} : { standIn }) }))
