/** Responsibility letters 责任书 (D15): a pledge whose duties are tasks with dates, a report and things to put right. */
import { feature } from '../feature.ts'
import { assign, assigned, lay } from './assign.ts'
import { dutyBoard, overdue } from './board.ts'
import { dutiesWaiting, dutyCommands } from './commands.ts'
import { dutyDates, settleDates } from './dated.ts'
import { dutiesDone } from './done.ts'
import { headCommands } from './head-commands.ts'
import { dutyLedger } from './ledger.ts'
import { DutyLetter } from './letter.ts'
import { begin, done, look, mine, report } from './operations.ts'
import { OwnDuties } from './own.ts'
import { print } from './paper.ts'

export const duties = feature({
  name: 'duties',
  records: [DutyLetter, OwnDuties],
  operations: [begin, done, report, look, mine, overdue, print, settleDates, assign, assigned, lay],
  commands: [...dutyCommands, dutyBoard, ...headCommands],
  waiting: [dutiesWaiting],
  done: [dutiesDone],
  dated: dutyDates,
  ledgers: [dutyLedger],
})
