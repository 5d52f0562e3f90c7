/** Responsibility letters 责任书 (D15): a pledge whose duties are tasks with dates, a report and things to put right. */
import { feature } from '../kernel/feature.ts'
import { dutiesWaiting, dutyCommands } from './commands.ts'
import { dutiesDone } from './done.ts'
import { dutyLedger } from './ledger.ts'
import { DutyLetter } from './letter.ts'
import { begin, done, look, mine, report } from './operations.ts'

export const duties = feature({
  name: 'duties',
  records: [DutyLetter],
  operations: [begin, done, report, look, mine],
  commands: dutyCommands,
  waiting: [dutiesWaiting],
  done: [dutiesDone],
  ledgers: [dutyLedger],
})
