import { Day } from '../calendar/day.ts'
import { condition } from './condition.ts'
import type { Answer, Answers } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { planOf, repeatOf, repeatsOf, rowsOf, standing } from './form-plan.ts'

/** The answers that count: those of fields that are asked, the rounds of repeated groups, and what is computed of them. */
export const kept = (form: Form, answers: Answers): Answers => {
  const { values, hidden } = standing(form, answers)
  const all: Record<string, Answer> = {}
  for (const field of form.fields) {
    const answer = answers[field.name]
    if (answer !== undefined && !hidden.has(field.name) && repeatOf(form, field) === undefined) all[field.name] = answer
  }
  for (const { name } of repeatsOf(form)) {
    const rows = rowsOf(answers[name])
    if (rows.length > 0) all[name] = [...rows]
  }
  for (const { name } of form.computed) {
    const value = values[name]
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') all[name] = value
  }
  return all
}

interface AnswerFault {
  readonly what: 'unknown' | 'missing' | 'wrong'
  readonly field: string
}

/** The first thing wrong with answers that did not come through the conversation, such as by the API. */
export const faultIn = (form: Form, answers: Answers): AnswerFault | undefined => {
  const known = new Set([...form.fields, ...form.groups, ...form.computed].map(({ name }) => name))
  const unknown = Object.keys(answers).find((name) => !known.has(name))
  if (unknown !== undefined) return { what: 'unknown', field: unknown }
  for (const group of repeatsOf(form)) {
    const rows = rowsOf(answers[group.name])
    const fields = form.fields.filter((field) => field.group === group.name)
    for (const { row } of rows) {
      const fault = firstOf(form, fields, { ...answers, ...row })
      if (fault !== undefined) return fault
    }
    if (rows.length > (group.repeat?.max ?? 0)) return { what: 'wrong', field: group.name }
    const { hidden } = standing(form, answers)
    if (rows.length < (group.repeat?.min ?? 0) && fields.some(({ name }) => !hidden.has(name)))
      return { what: 'missing', field: group.name }
  }
  return firstOf(
    form,
    form.fields.filter((field) => repeatOf(form, field) === undefined),
    answers,
  )
}

const firstOf = (form: Form, fields: readonly Field[], answers: Answers): AnswerFault | undefined => {
  const { values, hidden } = standing(form, answers)
  for (const field of fields) {
    if (hidden.has(field.name)) continue
    const answer = answers[field.name]
    if (answer === undefined) {
      if (field.required) return { what: 'missing', field: field.name }
    } else if (!fits(field, answer)) return { what: 'wrong', field: field.name }
    else if (field.validIf !== undefined && !condition(field.validIf.rule, planOf(form).variables)(values))
      return { what: 'wrong', field: field.name }
  }
  return undefined
}

/** Whether an answer is of the field's kind. */
export const fits = (field: Field, answer: Answer): boolean => {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return typeof answer === 'string' && answer !== '' && answer.length <= field.max
    case 'choice':
      return field.options.some(({ value }) => value === answer)
    case 'several':
      return isNames(answer) && answer.every((each) => field.options.some(({ value }) => value === each))
    case 'number':
      return (
        typeof answer === 'number' &&
        answer >= (field.min ?? Number.NEGATIVE_INFINITY) &&
        answer <= (field.max ?? Number.POSITIVE_INFINITY) &&
        (!field.whole || Number.isInteger(answer))
      )
    case 'date':
      return Day.safeParse(answer).success
    case 'time':
      return typeof answer === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(answer)
    case 'place':
      return typeof answer === 'object' && !Array.isArray(answer)
    case 'files':
      return Array.isArray(answer) && answer.length <= field.max && answer.every((each) => typeof each === 'object')
    case 'units':
      return isNames(answer)
    case 'consent':
      return answer === true
    default:
      return typeof answer === 'string' && answer !== ''
  }
}

const isNames = (answer: Answer): answer is string[] =>
  Array.isArray(answer) && answer.length > 0 && answer.every((each) => typeof each === 'string')
