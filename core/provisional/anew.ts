import type { CaseData } from '../feedback/case.ts'
import { OPEN } from '../feedback/lifecycle.ts'
import { dueAnew as caseDueAnew } from '../feedback/limit.ts'
import type { Context } from '../kernel/context.ts'
import { OPEN as OPEN_WARNINGS } from '../warnings/lifecycle.ts'
import { dueAnew } from '../warnings/timer.ts'
import type { WarningData } from '../warnings/warning.ts'

interface Day {
  readonly day: string
  readonly provisional: boolean
}

/** The provisional last day of something open, as it was told and as the calendar has it now. */
export interface Anew {
  readonly promised: Day
  readonly anew: Day
}

export const caseAnew = (context: Context, data: CaseData): Anew | undefined => {
  const { state, due } = data
  if (!OPEN.includes(state) || due?.provisional !== true || data.clock === undefined) return undefined
  return { promised: due, anew: caseDueAnew(context, data) ?? due }
}

export const warningAnew = ({ content }: Context, { state, due }: WarningData): Anew | undefined =>
  OPEN_WARNINGS.includes(state) && due.provisional ? { promised: due, anew: dueAnew(content, due) } : undefined

/** Whether there is anything to settle: no list that is still to come may be waited for in vain every day. */
export const differs = ({ promised, anew }: Anew): boolean =>
  promised.day !== anew.day || promised.provisional !== anew.provisional
