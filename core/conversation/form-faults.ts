import type { ContentFault } from '../content/content.ts'
import { ConditionFault, condition, expression } from './condition.ts'
import type { Form } from './form.ts'
import { namesIn, planOf, repeatOf } from './form-plan.ts'
import { fits } from './kept-answers.ts'
import { namesOfPeople } from './names-of-people.ts'
import { neverAsked } from './never-asked.ts'

/** Everything that is wrong with a form in itself. */
export function* formFaults(form: Form): Iterable<ContentFault> {
  const faults = [...shapeFaults(form), ...expressionFaults(form), ...circleFaults(form), ...scopeFaults(form)]
  yield* faults
  yield* namesOfPeople(form)
  // Whether something is ever asked can be told of a form that is sound otherwise.
  if (faults.length === 0) yield* neverAsked(form)
}

function* shapeFaults(form: Form): Iterable<ContentFault> {
  const names = new Set<string>()
  for (const part of ['fields', 'computed', 'groups'] as const) {
    for (const [n, { name }] of form[part].entries()) {
      if (names.has(name)) yield { at: [part, n, 'name'], message: `"${name}" stands twice in this form` }
      names.add(name)
    }
  }
  for (const [n, { group, ...field }] of form.fields.entries()) {
    if (group !== undefined && !form.groups.some(({ name }) => name === group))
      yield { at: ['fields', n, 'group'], message: `there is no group "${group}": add it to groups` }
    if (field.default !== undefined && !fits(field, field.default))
      yield { at: ['fields', n, 'default'], message: `is no answer to a question of kind ${field.kind}` }
  }
  if (form.headedBy !== undefined && !form.fields.some(({ name, kind }) => name === form.headedBy && kind === 'choice'))
    yield { at: ['headedBy'], message: `there is no field "${form.headedBy}" of kind choice` }
  for (const [n, { name, repeat }] of form.groups.entries()) {
    if (!form.fields.some(({ group }) => group === name))
      yield { at: ['groups', n, 'name'], message: 'has no field: give one its name as "group", or take it away' }
    if (repeat !== undefined && repeat.min > repeat.max)
      yield { at: ['groups', n, 'repeat', 'min'], message: 'is more than max' }
  }
}

function* expressionFaults(form: Form): Iterable<ContentFault> {
  const { variables, circle } = planOf(form)
  for (const [n, { visibleIf, validIf }] of form.fields.entries()) {
    yield* faultsOf(() => visibleIf && condition(visibleIf, variables), ['fields', n, 'visibleIf'])
    yield* faultsOf(() => validIf && condition(validIf.rule, variables), ['fields', n, 'validIf', 'rule'])
  }
  if (circle !== undefined) return
  for (const [n, { value }] of form.computed.entries())
    yield* faultsOf(() => expression(value, variables), ['computed', n, 'value'])
}

function* circleFaults(form: Form): Iterable<ContentFault> {
  const { circle } = planOf(form)
  if (circle === undefined) return
  const at = (name: string | undefined): ContentFault['at'] => {
    const field = form.fields.findIndex((each) => each.name === name)
    return field >= 0
      ? ['fields', field, 'visibleIf']
      : ['computed', form.computed.findIndex((each) => each.name === name), 'value']
  }
  yield {
    at: at(circle[0]),
    message: `goes in a circle: ${circle.join(' → ')}; take one of these names out of its condition or formula`,
  }
}

/** Outside a repeated group its fields have no single answer. */
function* scopeFaults(form: Form): Iterable<ContentFault> {
  const told = (source: string | undefined, group: string | undefined, at: ContentFault['at']): ContentFault[] =>
    form.fields.flatMap((field) => {
      const repeat = repeatOf(form, field)
      if (source === undefined || repeat === undefined || repeat.name === group) return []
      if (!namesIn(source).includes(field.name)) return []
      const message = `"${field.name}" is asked several times: ask the list instead, such as size(${repeat.name}) > 0 or ${repeat.name}.exists(each, each.${field.name} == …)`
      return [{ at, message }]
    })
  for (const [n, { group, visibleIf, validIf }] of form.fields.entries()) {
    yield* told(visibleIf, group, ['fields', n, 'visibleIf'])
    yield* told(validIf?.rule, group, ['fields', n, 'validIf', 'rule'])
  }
  for (const [n, { value }] of form.computed.entries()) yield* told(value, undefined, ['computed', n, 'value'])
}

function* faultsOf(attempt: () => unknown, at: readonly (string | number)[]): Iterable<ContentFault> {
  try {
    attempt()
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error
    yield { at, message: error.message }
  }
}
