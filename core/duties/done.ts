import { type Done, type DoneItem, MOST_DONE } from '../conversation/done.ts'
import { mine } from './operations.ts'

/** What one has done of one's responsibility letters. */
export const dutiesDone: Done = {
  for: 'person',
  async list({ execute }) {
    const { rows } = await execute(mine, { limit: 3 })
    return rows
      .flatMap(({ title, tasks }) =>
        tasks.flatMap(({ kind, text, doneAt: at }): DoneItem[] => {
          if (at === undefined) return []
          const said = kind === 'report' ? { say: 'duties.was-reported' } : { say: 'duties.was-done' }
          return [{ ...said, params: { title, task: text }, token: 'duties', at }]
        }),
      )
      .toSorted((a, b) => b.at.localeCompare(a.at, 'en'))
      .slice(0, MOST_DONE)
  },
}
