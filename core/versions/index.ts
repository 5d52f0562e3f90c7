/** Texts that officers write in versions: pledges and lessons (docs/decisions/0014). */
export { bookOf, holding, TextName } from './book.ts'
export { writingCommands } from './commands.ts'
export { readingOf } from './queries.ts'
export { WRITERS, writingOf } from './write.ts'
