import { DateTime } from 'luxon'
import { parse } from 'node-cron'
import type { LatestTime } from '../../core/recurring/index.ts'

type Fields = ReturnType<typeof parse>

/** The longest wait between two times: a 29th of February that is a certain day of the week, around 2100. */
const MOST_DAYS = 41 * 366

const HOUR = 3_600_000

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
  const limit = DateTime.fromISO(now, { zone: timezone })
  const least = after === undefined ? Number.NEGATIVE_INFINITY : Date.parse(after)
  let hour = limit.startOf('hour')
  for (let days = 0; days < MOST_DAYS; ) {
    if (hour.toMillis() + HOUR <= least) return undefined
    if (!isDay(fields, hour)) {
      hour = hour.startOf('day').minus({ hours: 1 })
      days++
      continue
    }
    const minute = isHour(fields, hour) ? lastMinute(fields, hour, limit) : undefined
    if (minute !== undefined) return minute.toMillis() > least ? (minute.toUTC().toISO() ?? undefined) : undefined
    const before = hour.minus({ hours: 1 })
    if (before.day !== hour.day) days++
    hour = before
  }
  return undefined
}

const isDay = ({ month, dayOfMonth, dayOfWeek }: Fields, at: DateTime): boolean =>
  month.includes(at.month) && dayOfMonth.includes(at.day) && dayOfWeek.includes(at.weekday % 7)

const isHour = ({ hour }: Fields, at: DateTime): boolean => {
  if (hour.length === 24) return true
  const before = at.minus({ hours: 1 })
  if (before.hour === at.hour) return false
  const leaptOver = before.day === at.day && at.hour - before.hour === 2 && hour.includes(at.hour - 1)
  return leaptOver || hour.includes(at.hour)
}

const lastMinute = ({ minute }: Fields, hour: DateTime, limit: DateTime): DateTime | undefined =>
  [...minute]
    .sort((a, b) => b - a)
    .map((each) => hour.plus({ minutes: each }))
    .find((each) => each <= limit)

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
