/** Special campaigns 专项治理 (D23): a lead unit and supporting units, tasks with days, cases, notices, figures and a summary. */
import { feature } from '../feature.ts'
import { specialCommands } from './commands.ts'
import { specialLedger } from './ledger.ts'
import { list, read } from './lists.ts'
import { addCases, close, notify, open } from './office-steps.ts'
import { print } from './print.ts'
import { Special } from './special.ts'
import { addTask, doTask, look, report, returnTask } from './tasks.ts'
import { waiting } from './waiting.ts'

export const specialCampaigns = feature({
  name: 'special',
  records: [Special],
  operations: [open, addCases, notify, addTask, doTask, returnTask, report, close, print, list, read, look],
  commands: specialCommands,
  waiting,
  ledgers: [specialLedger],
})
