import { calendarOf } from '../calendar/content.ts'
import type { Waiting } from '../conversation/waiting.ts'
import { waitingForMe } from './people-of.ts'

/** Notices, forms, pledges, lessons and meetings that one has not answered, as lines of one's home. */
export const campaignsWaiting: Waiting = {
  for: 'person',
  async list({ execute, content }) {
    const { rows } = await execute(waitingForMe, { limit: 200 })
    const calendar = calendarOf(content)
    return rows.map(({ kind, title, token, closesAt }) => {
      const due = closesAt === undefined ? {} : { due: calendar.dayAt(closesAt) }
      // A meeting is on its day, everything else until then.
      return {
        ...{ say: `campaign.waits-${kind}`, params: { title, ...(kind === 'meeting' ? due : {}) }, token },
        ...due,
      }
    })
  },
}
