import type { Waiting, WaitingItem } from '../conversation/waiting.ts'
import { list } from './lists.ts'

const LINES = 100

/** Warnings that one owes something for, or somebody whom one stands in for, as lines of one's home. */
export const warningsWaiting: Waiting = {
  for: 'person',
  async list({ execute, text }) {
    const { rows, next } = await execute(list, { show: 'mine', limit: LINES })
    const lines = rows.map(
      ({ id, number, severity, due }): WaitingItem => ({
        say: 'warnings.waits',
        params: { number, severity: text(`warnings.severity-${severity}`), due },
        token: `warning ${id}`,
        due,
      }),
    )
    return next === undefined ? lines : [...lines, { say: 'warnings.waits-rest', token: `warnings mine ${next}` }]
  },
}
