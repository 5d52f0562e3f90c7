/** What people may ask of what is kept of them: to see it, and to have it erased. */
import { feature } from '../feature.ts'
import { eraseMe, myData } from './commands.ts'
import { counted, dropReporter, Erasure, erase, forgetReporter, letGo } from './operations.ts'

export const rights = feature({
  name: 'rights',
  records: [Erasure],
  operations: [counted, erase, forgetReporter, letGo, dropReporter],
  commands: [myData, eraseMe],
})
