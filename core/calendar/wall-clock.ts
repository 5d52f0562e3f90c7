import { DateTime, IANAZone } from 'luxon'
import { type Day, dayOfMilliseconds, ordinalOf } from './day.ts'
import { type Instant, instantOf, millisecondsOf } from './instant.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** The date on the wall at a moment, in one time zone. */
export type DayAt = (instant: Instant) => Day

/**
 * Asking the zone takes longer than all the rest of computing a deadline, so its offset is remembered for each date in
 * UTC on which it does not change; on the others it is asked every time.
 */
export function dayAtIn(timeZone: string): DayAt {
  const zone = IANAZone.create(timeZone)
  const steady = new Map<Day, number | undefined>()
  const offsetOf = (date: Day): number | undefined => {
    if (!steady.has(date)) {
      const start = ordinalOf(date) * DAY
      steady.set(date, zone.offset(start) === zone.offset(start + DAY) ? zone.offset(start) : undefined)
    }
    return steady.get(date)
  }
  return (instant) => {
    const at = millisecondsOf(instant)
    return dayOfMilliseconds(at + (offsetOf(dayOfMilliseconds(at)) ?? zone.offset(at)) * MINUTE)
  }
}

/**
 * The moment the wall clock shows `time` (`HH:mm`) on that day. Asked of the zone, not added to midnight: a day may
 * have 23 or 25 hours. A time that the change to summer time leaps over is the moment as long after the leap.
 */
export const instantAt = (day: Day, time: string, timeZone: string): Instant => {
  const asked = `${day}T${time} ${timeZone}`
  const known = instants.get(asked)
  if (known !== undefined) return known
  const instant = instantOf(DateTime.fromISO(`${day}T${time}`, { zone: timeZone }).toMillis())
  if (instants.size >= MOST_INSTANTS) instants.clear()
  instants.set(asked, instant)
  return instant
}

/** The same few hours of the same few hundred days are asked for again and again. */
const instants = new Map<string, Instant>()
const MOST_INSTANTS = 5_000

/** What the wall clock shows at a moment, as `HH:mm`. */
export const timeAt = (instant: Instant, timeZone: string): string =>
  DateTime.fromMillis(millisecondsOf(instant), { zone: timeZone }).toFormat('HH:mm')
