/** The list of matters 权责清单: what each unit answers for, and who is in charge of what. */
import { feature } from '../feature.ts'
import { whoAbout, whoCommand } from './commands.ts'
import { list } from './list.ts'
import { Matters } from './matter.ts'
import { who } from './who.ts'

export const matters = feature({
  name: 'matters',
  operations: [who, list],
  commands: [whoCommand, whoAbout],
  content: [Matters],
})
