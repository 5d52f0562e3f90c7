import type { Act } from '../ports/channel.ts'
import { advance } from './advance.ts'
import type { Answer, Answers } from './conversation.ts'
import type { Form } from './form.ts'
import { formDigest, repeatsOf, rowsOf } from './form-plan.ts'
import { formIn, isGone } from './forms.ts'
import { fits } from './kept-answers.ts'
import { comeBack } from './put-aside.ts'
import type { Turn } from './turn.ts'

/**
 * Meets forms that became others while they were being filled in: what still fits stays, the rest is asked again, and a
 * form that is gone is put away; either is said. True where `act` was an answer to what is not asked any more: whatever
 * else it is, is dealt with as ever.
 */
export const meetChange = async (turn: Turn, act: Act): Promise<boolean> => {
  const { content } = turn.context
  const { paused, dialogue } = turn.state
  const left = paused?.filter((each) => !isGone(content, each))
  if (left?.length !== paused?.length) {
    turn.update({ paused: left })
    turn.say({ say: 'form.gone' })
  }
  if (dialogue === undefined) return false
  const form = dialogue.own ?? formIn(content, dialogue.form)
  if (form === undefined) {
    turn.setDialogue(undefined)
    turn.say({ say: 'form.gone' })
    if (!isAnswer(act)) return false
    comeBack(turn)
    return true
  }
  const digest = formDigest(form)
  if (dialogue.digest === undefined || dialogue.digest === digest) return false
  const answers = fitting(form, dialogue.answers)
  const isAsked = dialogue.asking === undefined || form.fields.some(({ name }) => name === dialogue.asking)
  const { asking, before, ...others } = dialogue
  turn.setDialogue({
    ...{ ...others, digest, answers },
    ...(isAsked && asking !== undefined ? { asking } : {}),
    ...(before !== undefined && isFit(form, before.field, before.answer) ? { before } : {}),
  })
  if (isAsked && answers === dialogue.answers) return false
  turn.say({ say: 'form.changed' })
  if (isAsked || !isAnswer(act)) return false
  await advance(turn)
  return true
}

/** Whether an act answers a question: no command, no link and no button of something else. */
const isAnswer = (act: Act): boolean => {
  if (act.kind === 'press') return act.token.startsWith('=')
  return act.kind === 'text' ? !act.text.trim().startsWith('/') : act.kind !== 'start'
}

const isFit = (form: Form, name: string, answer: Answer): boolean => {
  const field = form.fields.find((each) => each.name === name)
  return field !== undefined && fits(field, answer)
}

/** The answers that the form still takes; the very same where it takes all of them. */
const fitting = (form: Form, answers: Answers): Answers => {
  const groups = new Set(repeatsOf(form).map(({ name }) => name))
  const isRound = (name: string, answer: Answer): boolean =>
    groups.has(name) &&
    rowsOf(answer).every(({ row }) => Object.entries(row).every(([each, value]) => isFit(form, each, value)))
  const kept = Object.entries(answers).filter(([name, answer]) => isRound(name, answer) || isFit(form, name, answer))
  return kept.length === Object.keys(answers).length ? answers : Object.fromEntries(kept)
}
