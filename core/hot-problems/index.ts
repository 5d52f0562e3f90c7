/** Problems of which more is told than usual: places and matters, never people. */
import { feature } from '../feature.ts'
import { hotCommands } from './commands.ts'
import { cases, list } from './operations.ts'

export const hotProblems = feature({ name: 'hot-problems', operations: [list, cases], commands: hotCommands })
