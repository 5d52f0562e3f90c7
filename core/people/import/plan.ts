import { digestOf } from '../../kernel/trail.ts'
import type { TableRow } from '../../ports/tables.ts'
import type { Person } from '../person.ts'
import type { Post } from '../post.ts'
import type { Unit } from '../unit.ts'
import type { Kind } from './columns.ts'
import type { RowFault } from './fault.ts'
import { located, type PlacesOf } from './places.ts'
import { checkPeople } from './plan-people.ts'
import { checkPosts } from './plan-posts.ts'
import { checkUnits } from './plan-units.ts'
import type { PlannedRow } from './planned.ts'
import { type ReadRow, type ReadRows, readRows } from './read-rows.ts'

/** What stands in the store before the file comes. */
export interface Known {
  readonly units: ReadonlyMap<string, Unit>
  readonly posts: ReadonlyMap<string, Post>
  readonly people: ReadonlyMap<string, Person>
}

/** A file's rows beside what is known: what to look at, and where to say what is wrong. */
export interface Checking extends ReadRows {
  readonly known: Known
  /** The rows that say something else than when they were last accepted. */
  readonly changed: readonly ReadRow[]
  fault(row: ReadRow, field: string, code: RowFault['code'], params?: RowFault['params']): void
  notice(row: ReadRow, field: string, code: RowFault['code'], params?: RowFault['params']): void
}

/** What a file would do. */
export interface Plan {
  readonly rows: readonly PlannedRow[]
  readonly faults: readonly RowFault[]
  readonly notices: readonly RowFault[]
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Empty rows. */
  readonly skipped: number
}

/** Looks at every row and works out what is to be written; nothing is, where there is any fault. */
export const planOf = (kind: Kind, table: readonly TableRow[], known: Known, placesOf: PlacesOf): Plan => {
  const read = readRows(kind, table)
  const faults = [...read.faults]
  const notices = [...read.notices]
  const standing: ReadonlyMap<string, { readonly from?: string | undefined }> = known[kind]
  const say =
    (list: RowFault[]): Checking['fault'] =>
    (row, field, code, params = {}) =>
      void list.push({ row: row.row, column: read.heading(field), code, params })
  const fault = say(faults)
  const all = read.rows.map((row) => located(row, placesOf, (code, params) => fault(row, 'place', code, params)))
  const changed = all.filter((row) => standing.get(row.code)?.from !== digestOf(row.fields))
  const checking: Checking = { ...read, rows: all, known, changed, fault, notice: say(notices) }
  const rows = CHECKS[kind](checking)
  const added = changed.filter((row) => !standing.has(row.code)).length
  return {
    rows,
    faults: faults.sort((a, b) => a.row - b.row),
    notices,
    added,
    changed: changed.length - added,
    unchanged: read.rows.length - changed.length,
    skipped: read.skipped,
  }
}

const CHECKS: Readonly<Record<Kind, (checking: Checking) => readonly PlannedRow[]>> = {
  units: checkUnits,
  posts: checkPosts,
  people: checkPeople,
}
