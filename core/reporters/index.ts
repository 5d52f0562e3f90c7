/** Who reported a case: sealed apart from it, and the way back by a secret code. */
import { feature } from '../feature.ts'
import { open } from './open.ts'
import { keep } from './operations.ts'
import { Reporter } from './reporter.ts'

export const reporters = feature({ name: 'reporters', records: [Reporter], operations: [keep, open] })
