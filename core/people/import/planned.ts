import { z } from 'zod'
import { digestOf } from '../../kernel/trail.ts'
import { Code } from '../unit.ts'
import type { ReadRow } from './read-rows.ts'

/** A post that a row gives to its person. */
const Holding = z.strictObject({
  post: Code,
  since: z.string().optional(),
  /** They held another post before. */
  moves: z.boolean().optional(),
  standIn: Code.optional(),
})
export type Holding = z.infer<typeof Holding>

/** An accepted row: what it puts into its record, and for a person which posts change hands. */
export const PlannedRow = z.strictObject({
  row: z.number(),
  code: Code,
  /** By name of the record's member; null empties it. */
  fields: z.record(z.string(), z.json()),
  /** The digest of all that the row says, so that the same row again is no work. */
  from: z.string(),
  hold: z.array(Holding).optional(),
  vacate: z.array(Code).optional(),
  leaves: z.boolean().optional(),
})
export type PlannedRow = z.infer<typeof PlannedRow>

export const planned = (row: ReadRow, fields = row.fields): PlannedRow => ({
  row: row.row,
  code: row.code,
  // Cells are read as texts, numbers, booleans and lists of texts alone.
  fields: fields as PlannedRow['fields'],
  from: digestOf(row.fields),
})
