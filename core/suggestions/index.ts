/** Suggestions of members 建议专报 (D1): collected into a paper for the county leadership, and what it said told back. */
import { feature } from '../feature.ts'
import { suggestionCommands } from './commands.ts'
import { compose, discard } from './compose.ts'
import { hand, joinItems, say, wordItem } from './edit.ts'
import { SuggestionPaper } from './paper.ts'
import { print } from './print.ts'
import { listPapers, readPaperOf } from './read.ts'

export const suggestions = feature({
  name: 'suggestions',
  records: [SuggestionPaper],
  operations: [compose, discard, joinItems, wordItem, hand, say, listPapers, readPaperOf, print],
  commands: suggestionCommands,
})
