import { Refusal } from '../kernel/errors.ts'
import { TableUnreadable } from '../ports/tables.ts'

/** A file that can't be read as a table, as an answer to whoever handed it in; other errors as they are. */
export const tableRefusal = (error: unknown): unknown =>
  error instanceof TableUnreadable ? new Refusal(`people.table-${error.reason}`, error.params, 422) : error
