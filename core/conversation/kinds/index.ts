import type { Field } from '../form.ts'
import { choice, several } from './choice.ts'
import { files } from './files.ts'
import type { Kind } from './kind.ts'
import { matter, person, place, unit, units } from './look-up.ts'
import { consent, date, number } from './plain.ts'
import { text } from './text.ts'
import { time } from './time.ts'

const KINDS = {
  text,
  longText: text,
  choice,
  several,
  number,
  date,
  time,
  place,
  files,
  unit,
  units,
  person,
  matter,
  consent,
}

/** How fields of this kind are asked, read and shown. */
// The table is checked entry by entry; a field of a kind always meets the entry of its own kind.
export const kindOf = (field: Field): Kind => KINDS[field.kind] as unknown as Kind
