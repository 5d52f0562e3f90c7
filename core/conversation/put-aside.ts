import { inLanguage } from '../content/localized.ts'
import type { Dialogue } from './conversation.ts'
import type { Form } from './form.ts'
import { formOf } from './open-form.ts'
import type { Turn } from './turn.ts'

/** As many unfinished forms wait in one chat. */
const MOST = 5

/**
 * A longer form that is open waits until `form` has ended: for a short one always, for another long one where something
 * was said already. One that is being sent has ended itself.
 */
export const putAside = (turn: Turn, form: Form): void => {
  const open = turn.state.dialogue
  if (open === undefined || open.run === turn.sending || !formOf(turn, open).review) return
  const isBegun = open.form !== form.name && Object.keys(open.answers).length > 0
  if (form.review && !isBegun) return
  const [oldest, ...others] = turn.state.paused ?? []
  const isFull = oldest !== undefined && others.length + 1 >= MOST
  if (isFull) turn.say({ say: 'form.too-many-open', params: { title: titleOf(turn, oldest) } })
  turn.update({ paused: [...(isFull ? others : (turn.state.paused ?? [])), open] })
}

const titleOf = (turn: Turn, dialogue: Dialogue): string => inLanguage(formOf(turn, dialogue).title, turn.language)

/** Comes back to the form that was put aside last, if there is one. */
export const comeBack = (turn: Turn): void => {
  const { paused = [], ...rest } = turn.state
  const last = paused.at(-1)
  if (last === undefined || turn.state.dialogue !== undefined) return
  turn.state = { ...rest, ...(paused.length > 1 ? { paused: paused.slice(0, -1) } : {}), dialogue: last }
  turn.say({
    say: 'form.put-aside',
    params: { title: titleOf(turn, last) },
    choices: [
      { say: 'form.continue', token: 'continue', style: 'primary' },
      { say: 'form.cancel', token: 'cancel' },
    ],
  })
}
