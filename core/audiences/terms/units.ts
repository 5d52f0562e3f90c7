import type { Organisation } from '../../people/index.ts'
import { organisation } from '../../people/index.ts'
import type { Person } from '../../people/person.ts'
import { LEVELS } from '../../people/unit.ts'
import { codesOf, oneOf, type Selecting, type Term } from '../term.ts'

/** Those of `people` who hold a post, or stand in for its holder, in a unit that fits. */
export const inUnits = async (
  selecting: Selecting,
  people: readonly Person[],
  unitsOf: (org: Organisation) => ReadonlySet<string>,
): Promise<ReadonlySet<string>> => {
  const org = await organisation(selecting)
  const units = unitsOf(org)
  return codesOf(people, ({ code }) => org.unitsOf(code).some((unit) => units.has(unit)))
}

/** A unit and everything below it. */
export const unit: Term = {
  name: 'unit',
  meanings: ({ organisation: org }, words) => {
    const coded = org.unit(words)
    const found = coded === undefined ? org.findUnits(words) : [coded]
    const same = found.filter(({ name, short, aliases }) => [name, short, ...aliases].includes(words))
    return (same.length === 1 ? same : found).map(({ code, name }) => ({ value: code, label: name }))
  },
  label: ({ organisation: org }, value) => org.unit(value)?.name ?? value,
  among: (selecting, value, people) =>
    inUnits(selecting, people, (org) => new Set(org.subtree(value).map(({ code }) => code))),
}

/** The units of a level: the whole county government, or all villages. */
export const level: Term = {
  name: 'level',
  ...oneOf('level', LEVELS),
  among: (selecting, value, people) =>
    inUnits(
      selecting,
      people,
      (org) => new Set(org.units().flatMap((each) => (each.level === value ? [each.code] : []))),
    ),
}
