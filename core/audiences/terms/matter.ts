import { findMatters } from '../../matters/find.ts'
import { type Matter, mattersOf } from '../../matters/matter.ts'
import type { Organisation } from '../../people/index.ts'
import type { Term } from '../term.ts'
import { inUnits } from './units.ts'

/** Who answers for a matter of the list: the people of its units. */
export const matter: Term = {
  name: 'matter',
  meanings: ({ content }, words) =>
    findMatters(content, words).map(({ code, name }) => ({ value: code, label: name['zh-CN'] })),
  label: ({ content }, value) => mattersOf(content).get(value)?.name['zh-CN'] ?? value,
  among: (selecting, value, people) =>
    inUnits(selecting, people, (org) => {
      const found = mattersOf(selecting.content).get(value)
      return found === undefined ? new Set() : answering(org, found)
    }),
}

/** The units that lead it anywhere in the county, and those that support them. */
const answering = (org: Organisation, { lead, supporting }: Matter): ReadonlySet<string> => {
  const local = (level: 'township' | 'village') =>
    org.units().flatMap((unit) => (unit.level === level && unit.place !== undefined ? [unit.code] : []))
  const leading = Object.entries(lead).flatMap(([where, code]) =>
    code === undefined ? [] : code !== 'place' ? [code] : where === 'village' ? local('village') : local('township'),
  )
  return new Set([...leading, ...supporting])
}
