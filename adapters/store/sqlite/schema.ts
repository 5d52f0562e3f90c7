import type { CollectionSpec, Index } from '../../../core/ports/store.ts'
import { members } from '../common/path.ts'
import type { Sql } from './connection.ts'
import { jsonPath, quoted, valueAt } from './expression.ts'

/** The table of one `many` index: which document (`owner`, its `seq`) holds which values. */
export const membersTable = (collection: string, path: string): string => `${collection} members: ${path}`

export const indexName = (collection: string, index: Index): string =>
  `${collection} ${index.unique === true ? 'unique' : 'by'}: ${index.paths.join()}`

/** Makes the table and indexes of a collection where they are missing, and drops indexes no longer declared. */
export function prepareSchema(sql: Sql, spec: CollectionSpec): void {
  members(spec.name)
  const wanted = new Map([...tableOf(spec), ...spec.indexes.flatMap((index) => indexOf(spec.name, index))])
  const present = (): ReadonlyMap<string, string> => new Map(ownedBy(sql, spec.name))
  const before = present()
  if ([...wanted.keys()].every((name) => before.has(name)) && before.size === wanted.size) return
  sql
    .transaction(() => {
      const now = present() // another program may have been faster
      for (const [name, kind] of now) if (!wanted.has(name)) sql.exec(`DROP ${kind} IF EXISTS ${quoted(name)}`)
      for (const [name, make] of wanted) if (!now.has(name)) sql.exec(make)
    })
    .immediate()
}

/** Names and kinds of what belongs to the collection, tables last, since their triggers go with them. */
function ownedBy(sql: Sql, name: string): readonly (readonly [name: string, kind: string])[] {
  return sql
    .prepare<[string, string], [string, string]>(
      `SELECT name, type FROM sqlite_schema
       WHERE (name = ? OR name GLOB ? || ' *') ORDER BY type = 'table', type = 'index'`,
    )
    .raw()
    .all(name, name)
}

type Made = readonly [name: string, sql: string]

function tableOf({ name }: CollectionSpec): readonly Made[] {
  const due = `${name} due`
  return [
    [
      name,
      `CREATE TABLE ${quoted(name)} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,
        due TEXT, doc TEXT NOT NULL) STRICT`,
    ],
    [due, `CREATE INDEX ${quoted(due)} ON ${quoted(name)} (due, id) WHERE due IS NOT NULL`],
  ]
}

/** SQL holds nulls for distinct, so a plain unique index binds exactly the documents that have all its paths. */
function indexOf(collection: string, index: Index): readonly Made[] {
  if (index.many === true) return index.paths.flatMap((path) => membersOf(collection, path))
  const name = indexName(collection, index)
  const on = `${quoted(collection)} (${index.paths.map(valueAt).join(', ')}`
  if (index.unique === true) return [[name, `CREATE UNIQUE INDEX ${quoted(name)} ON ${on})`]]
  return [[name, `CREATE INDEX ${quoted(name)} ON ${on}, id)`]]
}

/** Triggers keep the members inside the statement that writes the document, so both stand or fall together. */
function membersOf(collection: string, path: string): readonly Made[] {
  const table = membersTable(collection, path)
  const [side, main] = [quoted(table), quoted(collection)]
  const add = `INSERT OR IGNORE INTO ${side} SELECT atom, new.seq FROM json_each(new.doc, ${jsonPath(path)})
    WHERE atom IS NOT NULL;`
  const drop = `DELETE FROM ${side} WHERE owner = old.seq;`
  const changed = `json_extract(new.doc, ${jsonPath(path)}) IS NOT json_extract(old.doc, ${jsonPath(path)})`
  const trigger = (event: string, when: string, body: string): Made => [
    `${table} ${event}`,
    `CREATE TRIGGER ${quoted(`${table} ${event}`)} AFTER ${event} ON ${main} ${when} BEGIN ${body} END`,
  ]
  return [
    [
      table,
      `CREATE TABLE ${side} (value ANY, owner INTEGER, PRIMARY KEY (value, owner)) STRICT, WITHOUT ROWID;
       INSERT OR IGNORE INTO ${side} SELECT atom, seq FROM ${main}, json_each(doc, ${jsonPath(path)})
       WHERE atom IS NOT NULL;`,
    ],
    [`${table} owner`, `CREATE INDEX ${quoted(`${table} owner`)} ON ${side} (owner)`],
    trigger('INSERT', '', add),
    trigger('UPDATE', `WHEN ${changed}`, drop + add),
    trigger('DELETE', '', drop),
  ]
}
