import type { Waiting } from '../conversation/waiting.ts'
import { list } from './lists.ts'

/** The tasks of special campaigns that wait for one's unit. */
const tasks: Waiting = {
  for: ['handler'],
  async list({ execute }) {
    const { rows } = await execute(list, { only: 'open', limit: 20 })
    return rows.flatMap(({ id, title, mine }) =>
      mine.map(({ what, due }) => ({
        ...{ say: 'special.mine', params: { title, what: what.slice(0, 30) }, token: `special_show ${id}`, due },
      })),
    )
  },
}

export const waiting: readonly Waiting[] = [tasks]
