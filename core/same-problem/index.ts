export { group } from './group.ts'
export { createIndex, type ProblemIndex } from './problem-index.ts'
export type { ProblemLetter } from './reading.ts'
