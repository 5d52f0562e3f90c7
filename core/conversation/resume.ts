import { Refusal } from '../kernel/errors.ts'
import { mayUse } from './command.ts'
import { takeDraft } from './draft.ts'
import { isGone } from './forms.ts'
import type { Turn } from './turn.ts'

/** Goes on with a form that was begun in another chat, by its code; false where nothing lies ready under it. */
export const resume = async (turn: Turn, code: string): Promise<boolean> => {
  try {
    const { context, repertoire, wishes } = turn
    const { id, from, dialogue } = await context.execute(takeDraft, { code }, 'resume', turn.actor)
    const command = repertoire.commands.get(dialogue.command)
    if (command === undefined || !mayUse(command.for, turn.actor)) {
      turn.say({ say: 'chat.not-for-you' })
      return true
    }
    if (isGone(context.content, dialogue)) {
      turn.say({ say: 'form.gone' })
      return true
    }
    if (from !== turn.chat) wishes.push({ do: 'conversation.putAway', input: { id: from, run: dialogue.run } })
    wishes.push({ do: 'conversation.dropDraft', input: { id } })
    turn.setDialogue(dialogue)
    turn.say({ say: 'form.resumed' })
    await repertoire.dialogues.repeat(turn)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conversation.nothing-to-resume') return false
    throw error
  }
}
