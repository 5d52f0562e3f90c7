import { Office } from '../content/office.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import type { Job } from '../kernel/job.ts'

/**
 * The last instant at or before `now` that `cron` means in `timezone`; undefined for one that never comes, and where
 * there is none after `after`.
 */
export type LatestTime = (cron: string, timezone: string, now: string, after?: string) => string | undefined

/** Looks which times of the jobs have come. Any number of processes may look; each time runs once. */
export class Recurrence {
  /** Times that need no question to the store any more. */
  private readonly known = new Map<string, string>()
  /** The last time of each job and up to when that is sure, so that nobody goes back over the same year at each look. */
  private readonly latest = new Map<string, { readonly at: string | undefined; readonly upTo: string }>()

  constructor(
    private readonly application: Application,
    private readonly jobs: readonly Job[],
    private readonly latestTime: LatestTime,
  ) {}

  /** Runs what has come since it was looked last, and what was missed while nobody looked. Returns how many ran. */
  async look(): Promise<number> {
    const { clock, logger, services } = this.application.parts
    let ran = 0
    for (const { name, cron, timezone = services.content.only(Office).timezone } of this.jobs) {
      const at = this.latestOf(name, cron, timezone, clock.now())
      if (at === undefined || this.known.get(name) === at) continue
      try {
        const outcome = await this.application.byName('recurring.tick', { job: name, at }, SYSTEM)
        if ((outcome as { readonly ran: boolean }).ran) ran++ // what `recurring.tick` answers
        this.known.set(name, at)
      } catch (error) {
        logger.error('recurring.failed', { job: name }, error)
      }
    }
    return ran
  }

  private latestOf(name: string, cron: string, timezone: string, now: string): string | undefined {
    const before = this.latest.get(name)
    // A clock that was set back begins anew.
    const after = before !== undefined && before.upTo <= now ? before : undefined
    const at = this.latestTime(cron, timezone, now, after?.upTo) ?? after?.at
    this.latest.set(name, { at, upTo: now })
    return at
  }
}
