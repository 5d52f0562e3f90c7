/** Measures that people decide (D14), and leads that are handed over. The program recommends by rule and never decides. */
import { feature } from '../feature.ts'
import { measureCommands } from './commands.ts'
import { measureLedger } from './ledger.ts'
import { Advice, Lead, Measure } from './measure.ts'
import { advise, handOver, listLeads, listMeasures, receiveLead, recordMeasure, revokeMeasure } from './operations.ts'

export const measures = feature({
  name: 'measures',
  records: [Measure, Lead],
  operations: [recordMeasure, revokeMeasure, listMeasures, advise, handOver, receiveLead, listLeads],
  commands: measureCommands,
  ledgers: [measureLedger],
  content: [Advice],
})
