import { Environment } from '@marcbachmann/cel-js'

/** The variables that an expression may speak of, with their kinds. */
export type Variables = Readonly<Record<string, Kind>>
export type Kind = 'string' | 'double' | 'bool' | 'list' | 'map'

/** What can be wrong with a condition. */
type ConditionProblem =
  | 'name'
  | 'types'
  | 'point'
  | 'function'
  | 'sign'
  | 'cut-off'
  | 'quote'
  | 'not-allowed'
  | 'too-long'
  | 'no-yes-or-no'
  | 'unread'

/** A condition that can't be used: why, in English, and for other languages which `kind` of fault stands in which `part`. */
export class ConditionFault extends Error {
  override name = 'ConditionFault'
  constructor(
    message: string,
    readonly kind: ConditionProblem,
    /** What is wrong, with a little of what stands around it: `state == 【accepted】 && urgent`. */
    readonly part: string,
  ) {
    super(message)
  }
}

type Values = Readonly<Record<string, unknown>>

/** Whether a condition holds over `values`; what is absent counts as empty. */
export type Condition = (values: Values) => boolean

interface Expression {
  readonly kind: Kind
  /** Undefined where it comes to nothing, such as the first of an empty list. */
  readonly evaluate: (values: Values) => unknown
}

export const EMPTY = { string: '', double: 0, bool: false, list: [], map: {} } as const
const made = new Map<string, Expression>()
/** The same by the very variables: writing them out takes longer than most conditions. */
const byVariables = new WeakMap<Variables, Map<string, Expression>>()

/**
 * A CEL expression over `variables`, checked for its types before it is ever used.
 * `matches` is refused, since a pattern can be written that never ends.
 * @throws ConditionFault
 */
export const expression = (source: string, variables: Variables): Expression => {
  const known = byVariables.get(variables) ?? new Map<string, Expression>()
  byVariables.set(variables, known)
  const found = known.get(source) ?? makeOnce(source, variables)
  known.set(source, found)
  return found
}

const makeOnce = (source: string, variables: Variables): Expression => {
  const known = `${source}\n${JSON.stringify(variables)}`
  const existing = made.get(known)
  if (existing !== undefined) return existing
  if (/\bmatches\s*\(/.test(source))
    throw new ConditionFault('"matches" is not allowed: compare, or use contains()', 'not-allowed', 'matches')
  const environment = new Environment()
  for (const [name, kind] of Object.entries(variables)) environment.registerVariable(name, kind)
  const checked = environment.check(source)
  if (!checked.valid) throw faultIn(source, checked.error)
  const kind = KINDS[String(checked.type)]
  if (kind === undefined) throw new ConditionFault(`gives a ${checked.type}, which no answer can be`, 'types', source)
  const evaluate = environment.parse(source)
  const empty = Object.fromEntries(Object.entries(variables).map(([name, each]) => [name, EMPTY[each]]))
  const result: Expression = {
    kind,
    evaluate: (values) => {
      try {
        const value: unknown = evaluate({ ...empty, ...values })
        return typeof value === 'bigint' ? Number(value) : value
      } catch {
        // Such as a member that this value does not have: it comes to nothing.
        return undefined
      }
    },
  }
  made.set(known, result)
  return result
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...{ string: 'string', double: 'double', int: 'double', bool: 'bool', list: 'list', map: 'map' },
}

/** What the reader of expressions calls a fault. */
const PROBLEMS: Readonly<Record<string, ConditionProblem>> = {
  ...{ unknown_variable: 'name', reserved_identifier: 'name' },
  ...{ no_such_overload: 'types', invalid_logical_operand: 'types', incompatible_ternary_branches: 'types' },
  ...{ cannot_index_type: 'types', invalid_condition_type: 'types', heterogeneous_list_element: 'types' },
  no_matching_overload: 'function',
  ...{ unexpected_character: 'sign', unexpected_token: 'sign', expected_token: 'sign', invalid_number: 'sign' },
  ...{ unterminated_string: 'quote', unterminated_triple_quoted_string: 'quote', newline_in_string: 'quote' },
}

interface Told {
  readonly code?: string
  readonly message: string
  readonly range?: { readonly start: number; readonly end: number } | undefined
}

const faultIn = (source: string, told: Told | undefined): ConditionFault => {
  const { start, end } = told?.range ?? { start: 0, end: source.length }
  const words = told?.message.split('\n')[0] ?? 'unknown fault'
  const found = PROBLEMS[told?.code ?? ''] ?? 'unread'
  // A number without a point beside an answer that is a number is the fault that everybody makes once.
  const point = found === 'types' && /double.*\bint\b|\bint\b.*double/.test(words)
  const kind = point ? 'point' : found === 'sign' && start >= source.trimEnd().length ? 'cut-off' : found
  const part = marked(source, start, end)
  const cure = point ? ' (write numbers with a point: 3.0)' : ''
  return new ConditionFault(`is not a valid condition: ${words}${cure}, in ${part}`, kind, part)
}

/** How much is shown before and after what is wrong, in characters. */
const AROUND = 16

const marked = (source: string, start: number, end: number): string =>
  [
    ...(start > AROUND ? ['…'] : []),
    ...[source.slice(Math.max(0, start - AROUND), start), '【', source.slice(start, end), '】'],
    source.slice(end, end + AROUND),
    ...(source.length > end + AROUND ? ['…'] : []),
  ].join('')

/** An expression that is true or false. @throws ConditionFault */
export const condition = (source: string, variables: Variables): Condition => {
  const { kind, evaluate } = expression(source, variables)
  if (kind !== 'bool') throw new ConditionFault(`must be true or false, but gives a ${kind}`, 'no-yes-or-no', source)
  return (values) => evaluate(values) === true
}
