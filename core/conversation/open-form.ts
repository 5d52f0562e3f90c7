import { condition } from './condition.ts'
import type { Answers, Dialogue } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { planOf, standing } from './form-plan.ts'
import { formIn } from './forms.ts'
import type { Asking } from './kinds/kind.ts'
import type { Turn } from './turn.ts'

/** A button inside a form: `=run:field:value`, or `=run:!act[:field]` for the form's own buttons. */
export const token = (dialogue: Dialogue, ...rest: readonly string[]): string => `=${[dialogue.run, ...rest].join(':')}`

/** How many characters a field of words takes. */
export const mostOf = (form: Form, name: string): number | undefined => {
  const field = form.fields.find((each) => each.name === name)
  return field?.kind === 'text' || field?.kind === 'longText' ? field.max : undefined
}

export const current = (turn: Turn): Dialogue => {
  if (turn.state.dialogue === undefined) throw new Error('no form is open')
  return turn.state.dialogue
}

/** The form that is being filled in. */
export const formOf = (turn: Turn, { form: name, own }: Pick<Dialogue, 'form' | 'own'>): Form => {
  const form = own ?? formIn(turn.context.content, name)
  if (form === undefined) throw new Error(`there is no form ${name}`)
  return form
}

export const visible = (form: Form, field: Field, answers: Answers): boolean =>
  field.visibleIf === undefined || !standing(form, answers).hidden.has(field.name)

export const broken = (form: Form, field: Field, answers: Answers) =>
  field.validIf === undefined || condition(field.validIf.rule, planOf(form).variables)(standing(form, answers).values)
    ? undefined
    : field.validIf.say

const saidOf = (turn: Turn, field: Field): { readonly said?: string } => {
  const unclear = turn.state.dialogue?.unclear
  return unclear?.field === field.name ? { said: unclear.words } : {}
}

export const askingOf = (turn: Turn, field: Field, chosen: string | undefined): Asking => ({
  context: turn.context,
  language: turn.language,
  lookups: turn.repertoire.lookups,
  current: turn.state.dialogue?.answers[field.name],
  ...saidOf(turn, field),
  ...(chosen === undefined ? {} : { chosen }),
})
