import { calendarOf } from '../calendar/content.ts'
import { waitingForMe } from '../campaigns/index.ts'
import type { Waiting } from '../conversation/waiting.ts'

/** Lessons that are due, and meetings to come to, as lines of one's home. */
export const lessonsWaiting: Waiting = {
  for: 'person',
  async list({ execute, content }) {
    const { rows } = await execute(waitingForMe, { limit: 50 })
    return rows
      .filter(({ kind }) => kind === 'lesson' || kind === 'meeting')
      .map(({ kind, title, token, closesAt }) => ({
        ...{ say: kind === 'meeting' ? 'lessons.meets' : 'lessons.waits', params: { title }, token },
        ...(closesAt === undefined ? {} : { due: calendarOf(content).dayAt(closesAt) }),
      }))
  },
}
