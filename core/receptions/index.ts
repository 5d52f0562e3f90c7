/** Reception days 接访下访: leaders receive people, or go to them. */
import { feature } from '../feature.ts'
import { receptionCommands } from './commands.ts'
import { list, record } from './operations.ts'
import { Reception } from './reception.ts'

export const receptions = feature({
  name: 'receptions',
  records: [Reception],
  operations: [record, list],
  commands: receptionCommands,
})
