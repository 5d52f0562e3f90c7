import type { Waiting } from '../conversation/waiting.ts'
import { list } from './lists.ts'

const LINES = 10

/** Warnings that one owes something for, or somebody whom one stands in for, as lines of one's home. */
export const warningsWaiting: Waiting = {
  for: 'person',
  async list({ execute, text }) {
    const { rows } = await execute(list, { show: 'mine', limit: LINES })
    return rows.map(({ id, number, severity, due }) => ({
      say: 'warnings.waits',
      params: { number, severity: text(`warnings.severity-${severity}`), due },
      token: `warning ${id}`,
      due,
    }))
  },
}
