import { latestTime } from '../../adapters/scheduler/latest-time.ts'
import { Office } from '../../core/content/office.ts'
import type { Program } from '../../core/program.ts'
import { jobsOf } from '../../core/recurring/index.ts'

/** The times of all jobs after `from` until `to`, and `to`, in order. Where there are very many, the last of them. */
export const timesUntil = ({ application, outside }: Program, from: string, to: string): readonly string[] => {
  const office = outside.content.only(Office).timezone
  const times = new Set([to])
  for (const { cron, timezone = office } of jobsOf(application.parts.features)) {
    let at = latestTime(cron, timezone, to)
    for (let count = 0; at !== undefined && at > from && count < MOST; count++) {
      times.add(at)
      at = latestTime(cron, timezone, new Date(Date.parse(at) - 1).toISOString())
    }
  }
  return [...times].sort()
}

const MOST = 400
