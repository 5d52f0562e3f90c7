import { Environment } from '@marcbachmann/cel-js'

/** The variables that a condition may speak of, with their kinds. */
export type Variables = Readonly<Record<string, 'string' | 'double' | 'bool' | 'list' | 'map'>>

/** A condition that can't be used, and why. */
export class ConditionFault extends Error {
  override name = 'ConditionFault'
}

/** Whether a condition holds over `values`; what is absent counts as empty. */
export type Condition = (values: Readonly<Record<string, unknown>>) => boolean

const EMPTY = { string: '', double: 0, bool: false, list: [], map: {} } as const
const made = new Map<string, Condition>()

/**
 * A CEL expression over `variables`, checked for its types before it is ever used.
 * `matches` is refused, since a pattern can be written that never ends.
 * @throws ConditionFault
 */
export const condition = (expression: string, variables: Variables): Condition => {
  const known = `${expression}\n${JSON.stringify(variables)}`
  const existing = made.get(known)
  if (existing !== undefined) return existing
  if (/\bmatches\s*\(/.test(expression))
    throw new ConditionFault('"matches" is not allowed: compare, or use contains()')
  const environment = new Environment()
  for (const [name, kind] of Object.entries(variables)) environment.registerVariable(name, kind)
  const checked = environment.check(expression)
  if (!checked.valid) throw new ConditionFault(`is not a valid condition: ${checked.error?.message ?? 'unknown fault'}`)
  if (checked.type !== 'bool') throw new ConditionFault(`must be true or false, but gives a ${checked.type}`)
  const evaluate = environment.parse(expression)
  const empty = Object.fromEntries(Object.entries(variables).map(([name, kind]) => [name, EMPTY[kind]]))
  const made_ = (values: Readonly<Record<string, unknown>>): boolean => evaluate({ ...empty, ...values }) === true
  made.set(known, made_)
  return made_
}
