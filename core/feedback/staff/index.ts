/** The staff's side of cases in chat: what officers, handlers, directors and custodians say and press. */
import { closingCommands } from './closing-commands.ts'
import { dispatchHelpCommands } from './dispatch-help.ts'
import { dispatchingCommands } from './dispatching-commands.ts'
import { draftAnswer } from './draft-command.ts'
import { excerptCommand } from './excerpt-command.ts'
import { extendingCommands } from './extending-commands.ts'
import { handlingCommands } from './handling-commands.ts'
import { identity } from './identity-command.ts'
import { mergingCommands } from './merging-commands.ts'
import { plainWords } from './plain-words.ts'
import { readingCommands } from './reading-commands.ts'

export const staffCommands = [
  ...readingCommands,
  ...plainWords,
  ...dispatchingCommands,
  ...dispatchHelpCommands,
  ...mergingCommands,
  ...handlingCommands,
  ...extendingCommands,
  draftAnswer,
  excerptCommand,
  ...closingCommands,
  identity,
]
