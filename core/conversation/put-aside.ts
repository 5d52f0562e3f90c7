import { inLanguage } from '../content/localized.ts'
import type { Form } from './form.ts'
import { formOf } from './open-form.ts'
import type { Turn } from './turn.ts'

/**
 * A longer form that is open waits until `form` has ended: for a short one always, for another long one where something
 * was said already. One that is being sent has ended itself.
 */
export const putAside = (turn: Turn, form: Form): void => {
  const open = turn.state.dialogue
  if (open === undefined || open.run === turn.sending || !formOf(turn, open).review) return
  const isBegun = open.form !== form.name && Object.keys(open.answers).length > 0
  if (form.review && !isBegun) return
  turn.update({ paused: open })
}

/** Comes back to the form that was put aside, if there is one. */
export const comeBack = (turn: Turn): void => {
  const { paused, ...rest } = turn.state
  if (paused === undefined || turn.state.dialogue !== undefined) return
  turn.state = { ...rest, dialogue: paused }
  turn.say({
    say: 'form.put-aside',
    params: { title: inLanguage(formOf(turn, paused).title, turn.language) },
    choices: [
      { say: 'form.continue', token: 'continue', style: 'primary' },
      { say: 'form.cancel', token: 'cancel' },
    ],
  })
}
