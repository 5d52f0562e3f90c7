/** Talking with people: forms asked one question at a time, commands, menus, and what plain words mean. */
import { type Feature, feature } from '../feature.ts'
import { repeat } from './advance.ts'
import { apologise } from './apologise.ts'
import type { Command, Face } from './command.ts'
import { Conversation } from './conversation.ts'
import { Draft, dropDraft, putAway, putDraft, takeDraft } from './draft.ts'
import { homeOperation, menuOperation, setLanguage } from './for-pages.ts'
import { forget, forgetVisit } from './forget.ts'
import { Forms } from './forms.ts'
import type { Lookups } from './kinds/kind.ts'
import { conversationCommands, mineOf } from './own-commands.ts'
import { receiveOperation } from './receive.ts'
import { remind } from './reminder.ts'
import { checkSheetOperation, sheetOperation } from './sheet-operations.ts'
import { startDialogue } from './start-dialogue.ts'
import type { Repertoire } from './turn.ts'

export { OWN_COMMANDS } from './engine.ts'
export { setLanguage } from './for-pages.ts'
export type { Sheet } from './sheet.ts'

export interface Talking {
  readonly feature: Feature
  readonly repertoire: Repertoire
  readonly receive: ReturnType<typeof receiveOperation>
  readonly menu: ReturnType<typeof menuOperation>
  readonly home: ReturnType<typeof homeOperation>
  readonly sheet: ReturnType<typeof sheetOperation>
  readonly checkSheet: ReturnType<typeof checkSheetOperation>
}

/** The conversation over everything that `features` can talk about. @throws Error when two commands share a name, or a face names none */
export const talking = (features: readonly Feature[], faces: readonly Face[], lookups: Lookups): Talking => {
  const waiting = features.flatMap((each) => each.waiting ?? [])
  const done = features.flatMap((each) => each.done ?? [])
  const ownCommands = [...conversationCommands, mineOf(waiting, done)]
  const commands = new Map<string, Command>()
  for (const command of [...ownCommands, ...features.flatMap((each) => each.commands ?? [])]) {
    if (commands.has(command.name)) throw new Error(`two commands are called ${command.name}`)
    commands.set(command.name, command)
  }
  for (const face of faces) {
    const missing = [...face.menu, face.otherwise].filter((name) => !commands.has(name))
    if (missing.length > 0)
      throw new Error(`the face ${face.name} names commands that are not there: ${missing.join(', ')}`)
  }
  const dialogues = { start: startDialogue, repeat }
  const repertoire = { faces, commands, lookups, waiting, done, dialogues }
  const receive = receiveOperation(repertoire)
  const menu = menuOperation(repertoire)
  const home = homeOperation(repertoire)
  const sheet = sheetOperation(repertoire)
  const checkSheet = checkSheetOperation(repertoire)
  return {
    repertoire,
    receive,
    menu,
    home,
    sheet,
    checkSheet,
    feature: feature({
      name: 'conversation',
      records: [Conversation, Draft],
      operations: [
        receive,
        menu,
        home,
        sheet,
        checkSheet,
        setLanguage,
        forget,
        forgetVisit,
        apologise,
        putDraft,
        takeDraft,
        dropDraft,
        putAway,
        remind,
      ],
      commands: ownCommands,
      content: [Forms],
    }),
  }
}
