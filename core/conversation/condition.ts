import { Environment } from '@marcbachmann/cel-js'

/** The variables that an expression may speak of, with their kinds. */
export type Variables = Readonly<Record<string, Kind>>
export type Kind = 'string' | 'double' | 'bool' | 'list' | 'map'

/** A condition that can't be used, and why. */
export class ConditionFault extends Error {
  override name = 'ConditionFault'
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
  if (/\bmatches\s*\(/.test(source)) throw new ConditionFault('"matches" is not allowed: compare, or use contains()')
  const environment = new Environment()
  for (const [name, kind] of Object.entries(variables)) environment.registerVariable(name, kind)
  const checked = environment.check(source)
  if (!checked.valid) throw new ConditionFault(`is not a valid condition: ${faultWords(checked.error?.message)}`)
  const kind = KINDS[String(checked.type)]
  if (kind === undefined) throw new ConditionFault(`gives a ${checked.type}, which no answer can be`)
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

/** A number without a point beside an answer that is a number is the fault that everybody makes once. */
const faultWords = (message: string | undefined): string => {
  const words = message?.split('\n')[0] ?? 'unknown fault'
  return /double.*\bint\b|\bint\b.*double/.test(words) ? `${words} (write numbers with a point: 3.0)` : words
}

/** An expression that is true or false. @throws ConditionFault */
export const condition = (source: string, variables: Variables): Condition => {
  const { kind, evaluate } = expression(source, variables)
  if (kind !== 'bool') throw new ConditionFault(`must be true or false, but gives a ${kind}`)
  return (values) => evaluate(values) === true
}
