/** Texts that officers write in versions: pledges and lessons (docs/decisions/0014). */
export { type Book, bookOf, holding, type TextFault, TextName, type Version } from './book.ts'
export { writingCommands } from './commands.ts'
export { readingOf } from './queries.ts'
export { WRITERS, writingOf } from './write.ts'
