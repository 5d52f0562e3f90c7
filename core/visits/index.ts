/** Visits of invited supervisors 明察暗访 (D19): planned rounds, what was seen, and what becomes of it. */
import { feature } from '../feature.ts'
import { becomeCase, note, warn } from './decide.ts'
import { fieldWords } from './field-words.ts'
import { visitLedger } from './ledger.ts'
import { list, read } from './lists.ts'
import { officeCommands } from './office-commands.ts'
import { add, report } from './report.ts'
import { closeRound, plan, remind, rounds } from './rounds.ts'
import { supervisorCommands } from './supervisor-commands.ts'
import { Round, Visit } from './visit.ts'

export const visits = feature({
  name: 'visits',
  records: [Visit, Round],
  operations: [plan, rounds, closeRound, remind, report, add, list, read, becomeCase, warn, note],
  commands: [...supervisorCommands, ...officeCommands, fieldWords],
  ledgers: [visitLedger],
})
