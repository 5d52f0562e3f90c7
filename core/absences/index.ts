/** Absence and substitution 请假、离岗告示、AB岗 (D21). Who stands in for whom on a day is asked of `Organisation`. */
import { feature } from '../feature.ts'
import { AbsenceBook } from './absence.ts'
import { announce } from './announce.ts'
import { board, own } from './board.ts'
import { absenceCommands } from './commands.ts'
import { end } from './end.ts'
import { absenceLedger } from './ledger.ts'
import { sayOf } from './say.ts'

export const absences = feature({
  name: 'absences',
  records: [AbsenceBook],
  operations: [announce, end, sayOf, board, own],
  commands: absenceCommands,
  ledgers: [absenceLedger],
})
