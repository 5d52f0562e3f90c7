import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes of living objects, garbage collected first. */
export function settledHeapBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
