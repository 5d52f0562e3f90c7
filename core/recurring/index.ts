/** What features do again and again: each time once, whatever process looks first. */
import { type Feature, feature } from '../feature.ts'
import type { Job } from '../kernel/job.ts'
import { forget, tickOf } from './operations.ts'
import { Tick } from './tick.ts'

export { type LatestTime, Recurrence } from './recurrence.ts'
export { Tick } from './tick.ts'

/** The jobs that `features` declare. @throws Error when two share a name */
export const jobsOf = (features: readonly Feature[]): readonly Job[] => {
  const jobs = features.flatMap((each) => each.jobs ?? [])
  const names = jobs.map(({ name }) => name)
  const twice = names.find((name, n) => names.indexOf(name) !== n)
  if (twice !== undefined) throw new Error(`two jobs are called ${twice}`)
  return jobs
}

export const recurringOf = (features: readonly Feature[]): Feature =>
  feature({
    name: 'recurring',
    records: [Tick],
    operations: [tickOf(new Map(jobsOf(features).map((job) => [job.name, job]))), forget],
  })
