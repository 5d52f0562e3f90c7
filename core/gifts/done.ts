import { type Done, MOST_DONE } from '../conversation/done.ts'
import { mine } from './queries.ts'

/** What one has declared. */
export const giftsDone: Done = {
  for: 'person',
  async list({ execute }) {
    const { rows } = await execute(mine, { limit: MOST_DONE })
    return rows.map(({ gift, number, declaredAt: at }) => ({
      ...{ say: 'gifts.was-declared', params: { number }, token: `gift_show ${gift}`, at },
    }))
  },
}
