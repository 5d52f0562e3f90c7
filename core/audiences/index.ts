/** Whom something is for, as data: conditions joined, taken away, saved; read from words, counted, and gone through in pages. */
import { feature } from '../feature.ts'
import { Segments } from './content.ts'
import { dropSegment, listSegments, preview, read, saveSegment } from './operations.ts'
import { Segment } from './segment.ts'

export { Audience } from './audience.ts'
export { audienceInContent, faultsIn } from './content.ts'
export { audienceInWords } from './in-words.ts'
export { dropSegment, GivenAudience, listSegments, preview, read, SENDERS, saveSegment } from './operations.ts'
export type { Preview } from './preview.ts'
export { audienceFrom, knownTo } from './read.ts'
export { audiencePage, audiencePages, isNobody } from './select.ts'

export const audiences = feature({
  name: 'audiences',
  records: [Segment],
  operations: [read, preview, saveSegment, dropSegment, listSegments],
  content: [Segments],
})
