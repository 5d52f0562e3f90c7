import { DateTime } from 'luxon'
import { instantAt, toDay } from '../calendar/index.ts'
import type { QuietHours } from '../people/person.ts'
import { HOUR, later } from '../ports/clock.ts'

/** When the quiet hours that `now` lies in are over, by the wall clock of `timezone`; undefined outside of them. */
export const quietUntil = ({ from, until }: QuietHours, timezone: string, now: string): string | undefined => {
  const wall = DateTime.fromISO(now, { zone: timezone })
  const time = wall.toFormat('HH:mm')
  const overnight = until < from
  const inside = overnight ? time >= from || time < until : from <= time && time < until
  if (!inside) return undefined
  const day = overnight && time >= from ? wall.plus({ days: 1 }) : wall
  let end = instantAt(toDay(day.toFormat('yyyy-MM-dd')), until, timezone)
  // Where the hour comes twice, the end that the wall shows first may be over already.
  while (end <= now) end = later(end, HOUR)
  return end
}
