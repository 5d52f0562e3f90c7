import { calendarOf } from '../calendar/content.ts'
import { waitingForMe } from '../campaigns/index.ts'
import type { Waiting } from '../conversation/waiting.ts'

/** Lessons that are due, as lines of one's home. */
export const lessonsWaiting: Waiting = {
  for: 'person',
  async list({ execute, content }) {
    const { rows } = await execute(waitingForMe, { limit: 50 })
    return rows
      .filter(({ kind }) => kind === 'lesson')
      .map(({ title, token, closesAt }) => ({
        ...{ say: 'lessons.waits', params: { title }, token },
        ...(closesAt === undefined ? {} : { due: calendarOf(content).dayAt(closesAt) }),
      }))
  },
}
