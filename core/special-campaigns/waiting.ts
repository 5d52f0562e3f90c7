import type { Waiting } from '../conversation/waiting.ts'
import { list } from './lists.ts'

/** The tasks of special campaigns that wait for one's unit. */
const tasks: Waiting = {
  for: ['handler'],
  async list({ execute }) {
    const { rows, next } = await execute(list, { only: 'open', limit: 50 })
    const lines = rows.flatMap(({ id, title, mine }) =>
      mine.map(({ what, due }) => ({
        ...{ say: 'special.mine', params: { title, what: what.slice(0, 30) }, token: `special_show ${id}`, due },
      })),
    )
    return next === undefined ? lines : [...lines, { say: 'special.mine-rest', token: 'specials' }]
  },
}

export const waiting: readonly Waiting[] = [tasks]
