/** Reminders before festivals and turns of life 节前提醒、任前提醒: what is easily forgotten then. */
import { feature } from '../feature.ts'
import { moment, moments as momentsCommand } from './commands.ts'
import { Moments } from './content.ts'
import { announce, list, look, morning } from './operations.ts'

export const moments = feature({
  name: 'moments',
  operations: [look, announce, list],
  commands: [momentsCommand, moment],
  jobs: [morning],
  content: [Moments],
})
