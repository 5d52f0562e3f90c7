/** Measures that people decide (D14), and leads that are handed over. The program recommends by rule and never decides. */
import { feature } from '../feature.ts'
import { Advice, advise } from './advice.ts'
import { measureCommands } from './commands.ts'
import { leadCommands } from './leads/commands.ts'
import { handOver, receiveLead } from './leads/hand-over.ts'
import { Lead } from './leads/lead.ts'
import { listLeads } from './leads/list.ts'
import { measureLedger } from './ledger.ts'
import { listMeasures } from './list.ts'
import { Measure } from './measure.ts'
import { recordMeasure, revokeMeasure } from './record.ts'

export const measures = feature({
  name: 'measures',
  records: [Measure, Lead],
  operations: [recordMeasure, revokeMeasure, listMeasures, advise, handOver, receiveLead, listLeads],
  commands: [...measureCommands, ...leadCommands],
  ledgers: [measureLedger],
  content: [Advice],
})
