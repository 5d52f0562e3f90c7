import { placesMeant } from '../lookups.ts'
import type { Organisation } from '../organisation.ts'
import type { RowFault } from './fault.ts'
import type { ReadRow } from './read-rows.ts'

/** The codes of the places that a cell names: one where it is clear, none for a place that nobody knows. */
export type PlacesOf = (words: string) => readonly string[]

/** By code or by name, also by the name of the township before it. */
export const placesOf =
  (org: Organisation): PlacesOf =>
  (words) =>
    org.place(words) === undefined ? placesMeant(org, words) : [words]

const SHOWN = 5

/** The row with the code of its place instead of its name. */
export const located = (
  row: ReadRow,
  placesOf: PlacesOf,
  fault: (code: RowFault['code'], params: RowFault['params']) => void,
): ReadRow => {
  const { place: value } = row.fields
  if (typeof value !== 'string') return row
  const meant = placesOf(value)
  if (meant.length === 1) return { ...row, fields: { ...row.fields, place: meant[0] } }
  if (meant.length === 0) fault('place-unknown', { value })
  else fault('place-ambiguous', { value, places: meant.slice(0, SHOWN).join('; ') })
  return row
}
