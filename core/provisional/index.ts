/** Last days that were counted before the official list of their year: found, and counted anew when it is there. */
import { feature } from '../kernel/feature.ts'
import { list } from './list.ts'
import { daily, Settling, settle } from './settle.ts'

export const provisional = feature({
  name: 'provisional',
  records: [Settling],
  operations: [list, settle],
  jobs: [daily],
})
