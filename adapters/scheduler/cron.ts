import { createTask } from 'node-cron'
import type { Stop } from '../../core/ports/channel.ts'
import type { Logger } from '../../core/ports/logger.ts'

/** Work that comes again and again. */
export interface Recurring {
  readonly name: string
  /** Five or six fields, in the office's time zone. */
  readonly cron: string
  run(): Promise<unknown>
}

/** Runs each piece of work at its times, never twice at once, until stopped. */
export const schedule = (work: readonly Recurring[], timezone: string, logger: Logger): Stop => {
  const tasks = work.map(({ name, cron, run }) => {
    const task = createTask(
      cron,
      async () => {
        try {
          await run()
        } catch (error) {
          logger.error('recurring.failed', { name }, error)
        }
      },
      { name, timezone, noOverlap: true },
    )
    void task.start()
    return task
  })
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()))
  }
}
