import type { Dialogue } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { repeatOf, rowsOf } from './form-plan.ts'
import { current, visible } from './open-form.ts'
import { ask, choose } from './questions.ts'
import { type Next, showRounds } from './rounds.ts'
import type { Turn } from './turn.ts'

/** Asks once more what was answered; until it is, the answer can be left as it was. */
export const changeAnswer = (turn: Turn, field: Field): Promise<void> => {
  const dialogue = restored(current(turn))
  const { [field.name]: answer, ...answers } = dialogue.answers
  turn.setDialogue({
    ...dialogue,
    ...{ answers, skipped: dialogue.skipped.filter((each) => each !== field.name) },
    ...(answer === undefined ? {} : { before: { field: field.name, answer } }),
  })
  return ask(turn, field)
}

/** Asks the question before `asked` once more; of a round, only its own and those outside. */
export const goBack = (turn: Turn, form: Form, asked: Field): Promise<void> => {
  const dialogue = restored(current(turn))
  const { answers, skipped } = dialogue
  const group = repeatOf(form, asked)?.name
  const isSaid = (field: Field): boolean =>
    (answers[field.name] !== undefined || skipped.includes(field.name)) &&
    !field.quiet &&
    visible(form, field, answers) &&
    [undefined, group].includes(repeatOf(form, field)?.name)
  const last = form.fields.slice(0, form.fields.indexOf(asked)).findLast(isSaid)
  turn.setDialogue(dialogue)
  if (last !== undefined) return changeAnswer(turn, last)
  turn.say({ say: 'form.nothing-before' })
  return ask(turn, asked, true)
}

/** From "one more?" to the rounds that there are, or to the question before it; from the summary to all answers. */
export const backFromBetween = (turn: Turn, form: Form, next: Next | undefined): Promise<void> => {
  if (next === undefined || !('more' in next)) return choose(turn, form)
  const { name } = next.more
  if (rowsOf(current(turn).answers[name]).length > 0) return showRounds(turn, form, next.more)
  const first = form.fields.find(({ group }) => group === name)
  return first === undefined ? choose(turn, form) : goBack(turn, form, first)
}

/** With the answer that was being changed as it was before. */
export const restored = ({ before, ...dialogue }: Dialogue): Dialogue =>
  before === undefined ? dialogue : { ...dialogue, answers: { ...dialogue.answers, [before.field]: before.answer } }
