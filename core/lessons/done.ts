import { type Done, MOST_DONE } from '../conversation/done.ts'
import { mine } from './queries.ts'

/** The lessons that one has passed. */
export const lessonsDone: Done = {
  for: 'person',
  async list({ execute }) {
    const { rows } = await execute(mine, { limit: MOST_DONE })
    return rows
      .filter(({ passed }) => passed)
      .map(({ title, at }) => ({ say: 'lessons.was-passed', params: { title }, token: 'lessons', at }))
  },
}
