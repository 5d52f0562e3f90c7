import { type Done, MOST_DONE } from '../conversation/done.ts'
import { mine } from './queries.ts'

/** What one has signed. */
export const pledgesDone: Done = {
  for: 'person',
  async list({ execute }) {
    const { rows } = await execute(mine, { limit: MOST_DONE })
    return rows.map(({ receipt, title, signedAt: at }) => ({
      ...{ say: 'pledges.was-signed', params: { title }, token: `pledge_show ${receipt}`, at },
    }))
  },
}
