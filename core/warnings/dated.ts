import type { Dated } from '../provisional/dated.ts'
import { OPEN } from './lifecycle.ts'
import { dueAnew } from './timer.ts'
import { Warning, type WarningData } from './warning.ts'

/** The last day of a warning. */
export const warningDates: readonly Dated<WarningData>[] = [
  {
    name: 'warning',
    record: Warning,
    where: { 'data.due.provisional': true },
    number: ({ number }) => number,
    office: ({ office }) => office,
    anew: ({ content }, { state, due }) =>
      OPEN.includes(state) && due.provisional ? { promised: due, anew: dueAnew(content, due) } : undefined,
    settle: (id) => ({ do: 'warnings.settleDue', input: { warning: id } }),
  },
]
