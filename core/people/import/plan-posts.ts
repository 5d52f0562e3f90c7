import type { Checking } from './plan.ts'
import { type PlannedRow, planned } from './planned.ts'

/** Checks a file of posts: each in a known unit, and one head a unit. */
export const checkPosts = (checking: Checking): readonly PlannedRow[] => {
  const inFile = new Map(checking.rows.map((row) => [row.code, row]))
  const heads = new Map<string, string>()
  for (const [code, post] of checking.known.posts) {
    if (post.rank === 'head' && !inFile.has(code)) heads.set(post.unit, code)
  }
  for (const row of checking.rows) {
    const { unit, rank, leader } = row.fields
    if (typeof unit !== 'string') continue
    if (!checking.known.units.has(unit)) checking.fault(row, 'unit', 'unknown-unit', { value: unit })
    if (rank === 'head') {
      const other = heads.get(unit)
      if (other !== undefined) checking.fault(row, 'rank', 'second-head', { value: unit, other })
      heads.set(unit, row.code)
    }
    if (typeof leader === 'string' && !checking.codes.has(leader) && !checking.known.posts.has(leader)) {
      checking.fault(row, 'leader', 'unknown-post', { value: leader })
    }
  }
  return checking.changed.map((row) => planned(row))
}
