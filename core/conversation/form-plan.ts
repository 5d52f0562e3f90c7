import { idFrom } from '../kernel/execution.ts'
import { ConditionFault, condition, EMPTY, expression, type Kind, type Variables } from './condition.ts'
import type { Answer, Answers, Row } from './conversation.ts'
import type { Computed, Field, Form } from './form.ts'

const KINDS = {
  text: 'string',
  longText: 'string',
  choice: 'string',
  several: 'list',
  number: 'double',
  date: 'string',
  time: 'string',
  place: 'map',
  files: 'list',
  unit: 'string',
  units: 'list',
  person: 'string',
  matter: 'string',
  consent: 'bool',
} as const satisfies Record<Field['kind'], Kind>

/** A field or a computed value, with the names that its condition or its formula speaks of. */
interface Node {
  readonly name: string
  readonly needs: readonly string[]
  readonly of: Field | Computed
}

interface Plan {
  /** Everything that an expression of the form may speak of. */
  readonly variables: Variables
  /** Whatever is needed stands before what needs it. */
  readonly order: readonly Node[]
  /** Names that need one another in a circle, if there are any. */
  readonly circle: readonly string[] | undefined
}

const plans = new WeakMap<Form, Plan>()

/** How the parts of a form hang together. */
export const planOf = (form: Form): Plan => {
  const known = plans.get(form)
  if (known !== undefined) return known
  const asked = Object.fromEntries(form.fields.map(({ name, kind }) => [name, KINDS[kind]]))
  const repeated = Object.fromEntries(repeatsOf(form).map(({ name }) => [name, 'list' as const]))
  const variables = withComputed(form, { ...asked, ...repeated })
  const names = new Set([...Object.keys(variables), ...form.computed.map(({ name }) => name)])
  const nodes = [...form.fields, ...form.computed].map((of): Node => {
    const source = 'kind' in of ? (of.visibleIf ?? '') : of.value
    return { name: of.name, of, needs: namesIn(source).filter((name) => names.has(name)) }
  })
  const plan = { variables, ...ordered(nodes) }
  plans.set(form, plan)
  return plan
}

const digests = new WeakMap<Form, string>()

/** What a form says in short: another one for every change of it. */
export const formDigest = (form: Form): string => {
  const digest = digests.get(form) ?? idFrom(JSON.stringify(form))
  digests.set(form, digest)
  return digest
}

/** The groups that are asked again and again. */
export const repeatsOf = (form: Form) => form.groups.filter(({ repeat }) => repeat !== undefined)
export const repeatOf = (form: Form, field: { readonly group?: string | undefined }) =>
  repeatsOf(form).find(({ name }) => name === field.group)

/** The words of an expression that may be names of answers: texts in quotes and members left out. */
export const namesIn = (source: string): readonly string[] => [
  ...new Set(
    [...source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""').matchAll(/(?<![\w.])[a-zA-Z]\w*/g)].map(
      ([name]) => name,
    ),
  ),
]

/** The kind of each computed value, as far as it can be told. */
const withComputed = (form: Form, known: Variables): Variables => {
  let variables = known
  for (let before = -1; before !== Object.keys(variables).length; ) {
    before = Object.keys(variables).length
    for (const { name, value } of form.computed) {
      if (name in variables) continue
      try {
        variables = { ...variables, [name]: expression(value, variables).kind }
      } catch (error) {
        if (!(error instanceof ConditionFault)) throw error
      }
    }
  }
  return variables
}

const ordered = (nodes: readonly Node[]): Pick<Plan, 'order' | 'circle'> => {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const order: Node[] = []
  const state = new Map<string, 'open' | 'done'>()
  let circle: readonly string[] | undefined
  const visit = (node: Node, way: readonly string[]): void => {
    if (state.get(node.name) === 'done') return
    if (state.get(node.name) === 'open') {
      circle ??= [...way.slice(way.indexOf(node.name)), node.name]
      return
    }
    state.set(node.name, 'open')
    for (const need of node.needs) {
      const needed = byName.get(need)
      if (needed !== undefined) visit(needed, [...way, node.name])
    }
    state.set(node.name, 'done')
    order.push(node)
  }
  for (const node of nodes) visit(node, [])
  return { order, circle }
}

/** How a form stands with some answers: what an expression sees, and which fields are not asked. */
interface Standing {
  readonly values: Readonly<Record<string, unknown>>
  readonly hidden: ReadonlySet<string>
}

/** What is hidden counts as empty for everything that hangs on it. */
export const standing = (form: Form, answers: Answers): Standing => {
  const { order, variables } = planOf(form)
  const values: Record<string, unknown> = {}
  const hidden = new Set<string>()
  for (const { name } of repeatsOf(form)) values[name] = rowsOf(answers[name]).map(({ row }) => row)
  for (const { name, of } of order) {
    if (!('kind' in of))
      values[name] = expression(of.value, variables).evaluate(values) ?? EMPTY[variables[name] ?? 'string']
    else if (of.visibleIf !== undefined && !condition(of.visibleIf, variables)(values)) hidden.add(name)
    else if (answers[name] !== undefined) values[name] = answers[name]
  }
  return { values, hidden }
}

/** The rounds of a repeated group. */
export const rowsOf = (answer: Answer | undefined): readonly Row[] =>
  Array.isArray(answer) ? answer.flatMap((each) => (typeof each === 'object' && 'row' in each ? [each] : [])) : []
