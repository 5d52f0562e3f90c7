export { group } from './group.ts'
export { createIndex } from './problem-index.ts'
export type { ProblemLetter } from './reading.ts'
