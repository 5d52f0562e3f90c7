/**
 * Brewing problems 苗头问题 (D3): information officers 信息员 report what is brewing, and hear each time what comes of it. A
 * report holds a problem and a place, never a person.
 */
import { feature } from '../feature.ts'
import { brewingDates, settleDate } from './dated.ts'
import { funnel } from './funnel.ts'
import { funnelCommand } from './funnel-command.ts'
import { absorb, becomeCase, merge } from './join.ts'
import { brewingLedger } from './ledger.ts'
import { alike, list, read } from './lists.ts'
import { officeCommands } from './office-commands.ts'
import { Brewing } from './problem.ts'
import { remind } from './remind.ts'
import { report } from './report.ts'
import { reportCommands } from './report-commands.ts'
import { add, back, check, drop, file, find, measure, say, send, settle } from './steps.ts'
import { waiting } from './waiting.ts'

export const brewing = feature({
  name: 'brewing',
  records: [Brewing],
  operations: [
    ...[report, list, read, alike, funnel],
    ...[settle, send, check, find, file, measure, drop, back, say, add, merge, becomeCase],
    ...[absorb, remind, settleDate],
  ],
  waiting,
  dated: brewingDates,
  commands: [...reportCommands, ...officeCommands, funnelCommand],
  ledgers: [brewingLedger],
})
