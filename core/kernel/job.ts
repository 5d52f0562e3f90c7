import type { Wish } from './outcome.ts'

/** Work that comes again and again, by the wall clock of the office. Several processes do each of its times once. */
export interface Job {
  /** `feature.verb`; what has run is remembered under it. */
  readonly name: string
  /** Minute, hour, day of the month, month, day of the week, such as `30 7 * * 1-5`. */
  readonly cron: string
  /** Default: the office's. */
  readonly timezone?: string
  /** Of the times that passed while nothing ran: the last one is made up for, or none. */
  readonly missed: 'once' | 'skip'
  /** What is to be done; `at` is the instant it was due, which may lie behind. */
  readonly run: (at: string) => Wish
}
