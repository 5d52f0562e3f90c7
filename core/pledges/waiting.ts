import { calendarOf } from '../calendar/content.ts'
import { waitingForMe } from '../campaigns/index.ts'
import type { Waiting } from '../conversation/waiting.ts'

/** Pledges that wait to be signed, as lines of one's home. */
export const pledgesWaiting: Waiting = {
  for: 'person',
  async list({ execute, content }) {
    const { rows } = await execute(waitingForMe, { limit: 50 })
    const calendar = calendarOf(content)
    return rows
      .filter(({ kind }) => kind === 'pledge')
      .map(({ title, token, closesAt }) => ({
        ...{ say: 'pledges.waits', params: { title }, token },
        ...(closesAt === undefined ? {} : { due: calendar.dayAt(closesAt) }),
      }))
  },
}
