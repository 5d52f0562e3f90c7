const segment = /^\w[\w-]*$/

/**
 * The members that a dotted path leads through. Paths reach the databases as text, so anything but letters, digits,
 * `_` and `-` is refused.
 * @throws TypeError
 */
export function members(path: string): readonly string[] {
  const found = path.split('.')
  if (!found.every((name) => segment.test(name))) throw new TypeError(`not a path into a document: ${path}`)
  return found
}

/** What stands at `path` of a document, when it is a string, number or boolean. */
export function scalarAt(document: object, path: string): string | number | boolean | undefined {
  let value: unknown = document
  for (const name of members(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = Reflect.get(value, name)
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}
