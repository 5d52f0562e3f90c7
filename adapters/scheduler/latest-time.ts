import { parse } from 'node-cron'
import { aheadIn } from '../../core/calendar/index.ts'
import { DAY, HOUR, MINUTE } from '../../core/ports/clock.ts'
import type { LatestTime } from '../../core/recurring/index.ts'

type Fields = ReturnType<typeof parse>

/** The longest wait between two times: a 29th of February that is a certain day of the week, around 2100. */
const MOST_DAYS = 41 * 366

const known = new Map<string, Fields>()
const fieldsOf = (cron: string): Fields => {
  const fields = known.get(cron) ?? parse(cron)
  known.set(cron, fields)
  return fields
}

/**
 * Goes back hour by hour on the wall clock. Where the clock leaps forward, what was meant for the hour left out comes in
 * the next one; where an hour comes twice, what is meant for certain hours comes in the first, what comes every hour in
 * both.
 */
export const latestTime: LatestTime = (cron, timezone, now, after) => {
  if (after !== undefined && after >= now) return undefined
  const fields = fieldsOf(cron)
  const wall = wallOf(timezone)
  const limit = Date.parse(now)
  const least = after === undefined ? Number.NEGATIVE_INFINITY : Date.parse(after)
  let hour = limit - (wall(limit).getTime() % HOUR)
  for (let days = 0; days < MOST_DAYS; ) {
    if (hour + HOUR <= least) return undefined
    const shown = wall(hour)
    if (!isDay(fields, shown)) {
      hour = startOfDay(wall, hour) - HOUR
      days++
      continue
    }
    const minute = isHour(fields, wall, hour) ? lastMinute(fields, hour, limit) : undefined
    if (minute !== undefined) return minute > least ? new Date(minute).toISOString() : undefined
    if (wall(hour - HOUR).getUTCDate() !== shown.getUTCDate()) days++
    hour -= HOUR
  }
  return undefined
}

/** What the clock on the wall shows at a moment, to be read as if it were UTC. */
type Wall = (at: number) => Date

const walls = new Map<string, Wall>()
const wallOf = (timezone: string): Wall => {
  const known = walls.get(timezone)
  if (known !== undefined) return known
  const ahead = aheadIn(timezone)
  const wall: Wall = (at) => new Date(at + ahead(at))
  walls.set(timezone, wall)
  return wall
}

const startOfDay = (wall: Wall, at: number): number => {
  const shown = wall(at).getTime()
  const midnight = shown - (shown % DAY)
  // The clock may have changed since.
  const near = midnight - (shown - at)
  return midnight - (wall(near).getTime() - near)
}

const isDay = ({ month, dayOfMonth, dayOfWeek }: Fields, shown: Date): boolean =>
  month.includes(shown.getUTCMonth() + 1) &&
  dayOfMonth.includes(shown.getUTCDate()) &&
  dayOfWeek.includes(shown.getUTCDay())

const isHour = ({ hour: hours }: Fields, wall: Wall, at: number): boolean => {
  if (hours.length === 24) return true
  const [shown, before] = [wall(at), wall(at - HOUR)]
  const hour = shown.getUTCHours()
  if (before.getUTCHours() === hour) return false
  const leaptOver =
    before.getUTCDate() === shown.getUTCDate() && hour - before.getUTCHours() === 2 && hours.includes(hour - 1)
  return leaptOver || hours.includes(hour)
}

const lastMinute = ({ minute }: Fields, hour: number, limit: number): number | undefined =>
  [...minute]
    .sort((a, b) => b - a)
    .map((each) => hour + each * MINUTE)
    .find((at) => at <= limit)

/** Why `cron` can't be kept; undefined for one that can: five fields of numbers, lists, ranges and steps. */
export const faultOf = (cron: string): string | undefined => {
  if (cron.trim().split(/\s+/).length !== 5) return 'needs five fields'
  try {
    const fields = parse(cron)
    const odd = [...fields.dayOfMonth, ...fields.dayOfWeek].find((each) => typeof each !== 'number')
    return odd === undefined ? undefined : `${odd} is not understood`
  } catch (error) {
    return error instanceof Error ? error.message : 'is not understood'
  }
}
