import { type Level, levelsBelow } from '../unit.ts'
import type { Checking } from './plan.ts'
import { type PlannedRow, planned } from './planned.ts'

/** Checks a file of units: the tree must stay a tree, and a counterpart stands exactly one level up. */
export const checkUnits = (checking: Checking): readonly PlannedRow[] => {
  const parents = new Map<string, string | undefined>()
  const levels = new Map<string, Level>()
  for (const [code, unit] of checking.known.units) {
    parents.set(code, unit.parent)
    levels.set(code, unit.level)
  }
  for (const { code, fields } of checking.rows) {
    if ('parent' in fields || !parents.has(code)) parents.set(code, asCode(fields.parent))
    levels.set(code, fields.level as Level)
  }
  const told = new Set<string>()
  for (const row of checking.rows) {
    const { parent, counterpart, line } = row.fields
    if (typeof parent === 'string' && !levels.has(parent) && !checking.codes.has(parent))
      checking.fault(row, 'parent', 'unknown-unit', { value: parent })
    const cycle = cycleFrom(row.code, parents)
    if (cycle !== undefined && !cycle.some((code) => told.has(code))) {
      for (const code of cycle) told.add(code)
      checking.fault(row, 'parent', 'unit-cycle', { cycle: [...cycle, cycle[0]].join(' → ') })
    }
    if (typeof counterpart === 'string') {
      const above = levels.get(counterpart)
      const own = levels.get(row.code)
      if (above !== undefined && own !== undefined && levelsBelow(own, above) !== 1) {
        checking.fault(row, 'counterpart', 'counterpart-level', { value: counterpart })
      } else if (above === undefined && !checking.codes.has(counterpart)) {
        checking.fault(row, 'counterpart', 'unknown-unit', { value: counterpart })
      }
    }
    // Units come before posts, so a post may follow; nobody leads the line until it does.
    if (typeof line === 'string' && checking.known.posts.size > 0 && !checking.known.posts.has(line)) {
      checking.notice(row, 'line', 'line-unknown', { value: line })
    }
  }
  return checking.changed.map((row) => planned(row))
}

const asCode = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The codes of the circle that going up from `start` runs through again and again, if `start` is part of it. */
const cycleFrom = (start: string, parents: ReadonlyMap<string, string | undefined>): readonly string[] | undefined => {
  const path = [start]
  for (let up = parents.get(start); up !== undefined; up = parents.get(up)) {
    if (up === start) return path
    if (path.includes(up)) return undefined
    path.push(up)
  }
  return undefined
}
