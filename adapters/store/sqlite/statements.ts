import type Database from 'better-sqlite3'
import type { Sql, Value } from './connection.ts'

export type Statement<Row> = Database.Statement<Value[], Row>

/** A statement by its text, prepared once. The text decides the rows' shape, so the caller names it. */
export type Prepare = <Row = unknown>(text: string) => Statement<Row>

const kept = 256

/** Keeps the statements used last, because preparing costs more than most of them do. */
export function preparer(sql: Sql): Prepare {
  const statements = new Map<string, Statement<unknown>>()
  return <Row>(text: string) => {
    const statement = statements.get(text) ?? sql.prepare<Value[]>(text)
    statements.delete(text)
    statements.set(text, statement)
    if (statements.size > kept) statements.delete(statements.keys().next().value ?? '')
    return statement as Statement<Row> // the rows of a statement have the shape of its text
  }
}
