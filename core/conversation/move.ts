import { draftId, moveCode } from './draft.ts'
import type { Turn } from './turn.ts'

/** Gives a code with which the unfinished form goes on in another chat, on whatever platform. */
export const move = (turn: Turn): void => {
  const dialogue = turn.state.dialogue ?? turn.state.paused?.at(-1)
  if (dialogue === undefined) {
    turn.say({ say: 'form.nothing-to-continue' })
    return
  }
  const { seal, key } = turn.context
  const code = moveCode(seal, key)
  const draft = draftId(seal, code)
  // A newer code takes the place of an older one.
  turn.dropDraft()
  turn.update({ moving: { run: dialogue.run, draft } })
  turn.wishes.push({ do: 'conversation.putDraft', input: { id: draft, dialogue, from: turn.chat } })
  turn.say({
    say: 'form.move-code',
    params: { code: code.match(/\d{1,5}/g)?.join('-') ?? code },
    choices: [{ say: 'form.continue', token: 'continue' }],
    sensitive: true,
  })
}
