import { DateTime, IANAZone } from 'luxon'
import { type Day, dayOfMilliseconds, ordinalOf } from './day.ts'
import { type Instant, instantOf, millisecondsOf } from './instant.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** The date on the wall at a moment, in one time zone. */
export type DayAt = (instant: Instant) => Day

/**
 * The offset of a zone, in minutes, on a date in UTC on which it does not change; undefined on the others. Asking the
 * zone takes longer than all the rest of computing a deadline, so that it is remembered.
 */
const steadyOffsets = (timeZone: string): ((date: number) => number | undefined) => {
  const zone = IANAZone.create(timeZone)
  const steady = new Map<number, number | undefined>()
  return (date) => {
    if (!steady.has(date)) {
      const [before, after] = [zone.offset(date * DAY), zone.offset((date + 1) * DAY)]
      steady.set(date, before === after ? before : undefined)
    }
    return steady.get(date)
  }
}

const offsets = new Map<string, ReturnType<typeof steadyOffsets>>()

const offsetsIn = (timeZone: string): ReturnType<typeof steadyOffsets> => {
  const known = offsets.get(timeZone) ?? steadyOffsets(timeZone)
  offsets.set(timeZone, known)
  return known
}

/** How far the wall clock of a zone is ahead of UTC, in milliseconds, at a moment in milliseconds since 1970. */
export const aheadIn = (timeZone: string): ((at: number) => number) => {
  const zone = IANAZone.create(timeZone)
  const offsetOf = offsetsIn(timeZone)
  return (at) => (offsetOf(Math.floor(at / DAY)) ?? zone.offset(at)) * MINUTE
}

export function dayAtIn(timeZone: string): DayAt {
  const ahead = aheadIn(timeZone)
  return (instant) => {
    const at = millisecondsOf(instant)
    return dayOfMilliseconds(at + ahead(at))
  }
}

/**
 * The moment the wall clock shows `time` (`HH:mm`) on that day. Near a change of the zone's offset it is asked of the
 * zone, not added to midnight: a day may have 23 or 25 hours. A time that the change to summer time leaps over is the
 * moment as long after the leap.
 */
export const instantAt = (day: Day, time: string, timeZone: string): Instant => {
  const date = ordinalOf(day)
  const offsetOf = offsetsIn(timeZone)
  const offset = offsetOf(date)
  // A date on the wall lies within three in UTC.
  if (offset === undefined || offsetOf(date - 1) !== offset || offsetOf(date + 1) !== offset)
    return instantOf(DateTime.fromISO(`${day}T${time}`, { zone: timeZone }).toMillis())
  const [hours, minutes] = time.split(':')
  return instantOf(date * DAY + (Number(hours) * 60 + Number(minutes) - offset) * MINUTE)
}

/** What the wall clock shows at a moment, as `HH:mm`. */
export const timeAt = (instant: Instant, timeZone: string): string =>
  DateTime.fromMillis(millisecondsOf(instant), { zone: timeZone }).toFormat('HH:mm')
