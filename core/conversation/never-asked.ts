import type { ContentFault } from '../content/content.ts'
import type { Answer, Answers } from './conversation.ts'
import type { Field, Form } from './form.ts'
import { planOf, standing } from './form-plan.ts'

/** So many ways to answer are tried; a condition over more of them is not judged. */
const MOST = 20_000

/** Fields that no answers at all would ever bring up: found by trying every kind of answer that conditions tell apart. */
export function* neverAsked(form: Form): Iterable<ContentFault> {
  for (const [n, field] of form.fields.entries()) {
    if (field.visibleIf === undefined || canBeAsked(form, field)) continue
    yield {
      at: ['fields', n, 'visibleIf'],
      message: `no answers can make this true: ${field.required ? 'the required question' : 'the question'} "${field.name}" is never asked. Correct the condition, or take the question away`,
    }
  }
}

const canBeAsked = (form: Form, field: Field): boolean => {
  const behind = needed(form, field.name)
  const asked = form.fields.filter(({ name }) => behind.has(name) && name !== field.name)
  const lists = form.groups.filter(({ name, repeat }) => repeat !== undefined && behind.has(name))
  // What is asked again and again holds too many different lists to try them.
  if (lists.length > 0) return true
  const sources = sourcesOf(form, behind)
  const domains = asked.map((each) => [each.name, domainOf(each, sources)] as const)
  if (domains.reduce((product, [, values]) => product * values.length, 1) > MOST) return true
  return everyWay(domains).some((answers) => !standing(form, answers).hidden.has(field.name))
}

/** The names that decide whether `name` is asked, at first and at second hand. */
const needed = (form: Form, name: string): ReadonlySet<string> => {
  const { order } = planOf(form)
  const found = new Set<string>()
  const add = (each: string): void => {
    if (found.has(each)) return
    found.add(each)
    for (const need of order.find((node) => node.name === each)?.needs ?? []) add(need)
  }
  add(name)
  return found
}

const sourcesOf = (form: Form, names: ReadonlySet<string>): string =>
  [
    ...form.fields.flatMap(({ name, visibleIf }) => (names.has(name) ? [visibleIf ?? ''] : [])),
    ...form.computed.flatMap(({ name, value }) => (names.has(name) ? [value] : [])),
  ].join('\n')

/** The answers to a field that the expressions in `sources` can tell apart. `undefined` is no answer. */
const domainOf = (field: Field, sources: string): readonly (Answer | undefined)[] => {
  const none = field.required ? [] : [undefined]
  const words = [...sources.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  switch (field.kind) {
    case 'choice':
      return [...none, ...field.options.map(({ value }) => value)]
    case 'several':
      return [
        ...none,
        ...field.options.map(({ value }) => [value]),
        field.options.map(({ value }) => value),
        ...pairsOf(field.options.map(({ value }) => value)),
      ]
    case 'number':
      return [...none, ...numbers(field, sources)]
    case 'consent':
      return [...none, true]
    case 'place':
      return [...none, { text: '?' }, ...words.map((text) => ({ text }))]
    case 'files':
      return [...none, [{ file: '?', name: '?', type: '?', size: 1 }]]
    case 'units':
      return [...none, ['?'], ...words.map((word) => [word])]
    default:
      return [
        ...none,
        '?',
        '0000-00-00',
        '9999-99-99',
        ...words.filter((word) => word !== '').flatMap((word) => [word, `?${word}?`]),
      ]
  }
}

const pairsOf = (values: readonly string[]): readonly string[][] =>
  values.length > 8 ? [] : values.flatMap((a, n) => values.slice(n + 1).map((b) => [a, b]))

const numbers = (field: Extract<Field, { kind: 'number' }>, sources: string): readonly number[] => {
  const { min = -1e9, max = 1e9, whole } = field
  const said = [...sources.matchAll(/(?<![\w."])-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text))
  const near = [...said, 0, min, max].flatMap((each) => [each - 1, each - 0.5, each, each + 0.5, each + 1])
  return [...new Set(near)].filter((each) => each >= min && each <= max && (!whole || Number.isInteger(each)))
}

const everyWay = (domains: readonly (readonly [string, readonly (Answer | undefined)[]])[]): readonly Answers[] =>
  domains.reduce<readonly Answers[]>(
    (ways, [name, values]) =>
      ways.flatMap((way) => values.map((value) => (value === undefined ? way : { ...way, [name]: value }))),
    [{}],
  )
