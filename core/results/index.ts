/** What came of problems, for everybody to read (D26). */
import { feature } from '../feature.ts'
import { resultCommands } from './commands.ts'
import { list, publish, withdraw } from './operations.ts'
import { PublicResult } from './result.ts'

export { list as publicResults, type ResultRow } from './operations.ts'

export const results = feature({
  name: 'results',
  records: [PublicResult],
  operations: [publish, withdraw, list],
  commands: resultCommands,
})
