export { type GroupRule, group } from './group.ts'
export { type Candidate, createIndex, type ProblemIndex } from './problem-index.ts'
export type { ProblemLetter } from './reading.ts'
