import type { Answer, Answers } from './conversation.ts'
import { advance } from './dialogue.ts'
import type { Form } from './form.ts'
import { digestOf, repeatsOf, rowsOf } from './form-plan.ts'
import { formIn, isGone } from './forms.ts'
import { fits } from './kept-answers.ts'
import { comeBack } from './put-aside.ts'
import type { Turn } from './turn.ts'

/**
 * Meets a form that became another one while it was being filled in: what still fits stays, the rest is asked again, and
 * a form that is gone is put away; either is said. True where the act that came has nothing to answer any more.
 */
export const meetChange = async (turn: Turn): Promise<boolean> => {
  const { content } = turn.context
  const { paused, ...rest } = turn.state
  if (paused !== undefined && isGone(content, paused)) turn.state = rest
  const { dialogue } = turn.state
  if (dialogue === undefined) return false
  const form = dialogue.own ?? formIn(content, dialogue.form)
  if (form === undefined) {
    turn.setDialogue(undefined)
    turn.say({ say: 'form.gone' })
    comeBack(turn)
    return true
  }
  const digest = digestOf(form)
  if (dialogue.digest === undefined || dialogue.digest === digest) return false
  const answers = fitting(form, dialogue.answers)
  const isAsked = dialogue.asking === undefined || form.fields.some(({ name }) => name === dialogue.asking)
  const { asking, ...others } = dialogue
  turn.setDialogue({ ...others, digest, answers, ...(isAsked && asking !== undefined ? { asking } : {}) })
  if (isAsked && answers === dialogue.answers) return false
  turn.say({ say: 'form.changed' })
  if (!isAsked) await advance(turn)
  return !isAsked
}

/** The answers that the form still takes; the very same where it takes all of them. */
const fitting = (form: Form, answers: Answers): Answers => {
  const isFit = (name: string, answer: Answer): boolean => {
    const field = form.fields.find((each) => each.name === name)
    return field !== undefined && fits(field, answer)
  }
  const groups = new Set(repeatsOf(form).map(({ name }) => name))
  const isRound = (name: string, answer: Answer): boolean =>
    groups.has(name) &&
    rowsOf(answer).every(({ row }) => Object.entries(row).every(([each, value]) => isFit(each, value)))
  const kept = Object.entries(answers).filter(([name, answer]) => isRound(name, answer) || isFit(name, answer))
  return kept.length === Object.keys(answers).length ? answers : Object.fromEntries(kept)
}
