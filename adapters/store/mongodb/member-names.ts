import type { Json } from '../../../core/ports/store.ts'

/** Whether some member's name may mean something to the server; text that looks like a name costs a copy, no more. */
const special = /[.$~][^"]*":|"":/

/**
 * Member names as MongoDB and its kin all take them: `~0` for `~`, `~1` for `.`, `~2` for a leading `$`, `~3` for the
 * empty name. Undefined when nothing had to be renamed.
 */
export function renamed(json: string, value: Json): Json | undefined {
  return special.test(json) ? deep(value, safe) : undefined
}

/** The names as they were before `renamed`. */
export const restored = (value: Json): Json => deep(value, original)

function deep(value: Json, rename: (name: string) => string): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map((member) => deep(member, rename))
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), deep(member, rename)]))
}

const safe = (name: string): string =>
  name === '' ? '~3' : name.replaceAll('~', '~0').replaceAll('.', '~1').replace(/^\$/, '~2')

const original = (name: string): string =>
  name === '~3' ? '' : name.replace(/^~2/, '$').replaceAll('~1', '.').replaceAll('~0', '~')

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
