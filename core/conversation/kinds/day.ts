import { DateTime } from 'luxon'

const RELATIVE: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
  today: 0,
  tomorrow: 1,
}

/** How many days back a day without a year may lie. */
const RECENT = 60

/**
 * The day that is meant, as `YYYY-MM-DD`: `2025-7-1`, `2025年7月1日`, `7月1号` (a recent one, or the next), `明天`, `3天后`, `5`
 * for days from now; undefined when it can't be told. `now` is an instant, `zone` the office's
 * time zone.
 */
export const dayMeant = (words: string, now: string, zone: string): string | undefined => {
  const here = DateTime.fromISO(now, { zone })
  const today = dayOf(here.year, here.month, here.day)
  const relative = RELATIVE[words.toLowerCase()]
  if (relative !== undefined) return iso(today.plus({ days: relative }))
  const after = /^(\d{1,3})\s*(?:天|日|days?)(?:后|内|later)?$/i.exec(words)
  if (after !== null) return iso(today.plus({ days: Number(after[1]) }))
  const full = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(words)
  if (full !== null) return iso(dayOf(Number(full[1]), Number(full[2]), Number(full[3])))
  const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(words)
  if (short === null) return undefined
  const thisYear = dayOf(today.year, Number(short[1]), Number(short[2]))
  // A day without a year is one that was not long ago, or else the next one to come.
  return iso(thisYear < today.minus({ days: RECENT }) ? thisYear.plus({ years: 1 }) : thisYear)
}

const dayOf = (year: number, month: number, day: number): DateTime =>
  DateTime.fromObject({ year, month, day }, { zone: 'utc' })
const iso = (day: DateTime): string | undefined => day.toISODate() ?? undefined
