/** `all` by key; those without a key are left out. */
export const groupBy = <T>(
  all: Iterable<T>,
  keyOf: (each: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return groups
}
