import {
  type Collection,
  type CollectionSpec,
  type Document,
  DuplicateKey,
  type Query,
} from '../../../core/ports/store.ts'
import { writable } from '../common/document-json.ts'
import { storableText } from '../common/text.ts'
import { pageOf, type ReadPortion, streamOf } from '../common/walk.ts'
import { quoted } from './expression.ts'
import { brokenKey } from './faults.ts'
import { groupCount } from './group-count.ts'
import { countOf, documentOf, type Row, readPortion, versionsOf } from './reader.ts'
import { indexName } from './schema.ts'
import type { Session } from './session.ts'

interface DueRow extends Row {
  readonly seq: number
}

/** A collection as one table. `session` gives the open file, with this collection's table made. */
export function sqliteCollection<D extends Document>(spec: CollectionSpec, session: () => Session): Collection<D> {
  const table = quoted(spec.name)
  const keys = new Map(spec.indexes.map((index) => [indexName(spec.name, index), index.paths.join()]))

  const unique = <T>(write: () => T): T => {
    try {
      return write()
    } catch (error) {
      const broken = brokenKey(error)
      if (broken === undefined) throw error
      throw new DuplicateKey(spec.name, keys.get(broken) ?? 'id')
    }
  }
  const read = async <T>(act: (open: Session) => T): Promise<T> => session().guarded(act)

  const reading =
    (query: Query): ReadPortion<D> =>
    (order, after, portion) =>
      read(({ prepare }) => readPortion<D>(prepare, spec, query, order, after, portion))

  return {
    get: (id) =>
      read(({ prepare }) => {
        const row = prepare<Row>(`SELECT doc, due FROM ${table} WHERE id = ?`).get(storableText(id))
        return row && documentOf<D>(row)
      }),

    insert: async (document) => {
      const { id, version, due, json } = writable(spec.name, document)
      const { prepare, queue } = session()
      const text = `INSERT INTO ${table} (id, version, due, doc) VALUES (?, ?, ?, ?)`
      await queue.add(() => unique(() => void prepare(text).run(id, version, due, json)))
    },

    replace: async (document) => {
      const { id, version, due, json } = writable(spec.name, document)
      const { prepare, queue } = session()
      const text = `UPDATE ${table} SET version = ?, due = ?, doc = ? WHERE id = ? AND version = ?`
      return queue.add(() => unique(() => prepare(text).run(version, due, json, id, version - 1).changes > 0))
    },

    // Undone by a power cut, its effects are done again under the same ids, which does nothing.
    settle: async (id, version) => {
      const { prepare, queue } = session()
      const text = `UPDATE ${table} SET due = NULL, doc = json_remove(doc, '$.effects') WHERE id = ? AND version = ?`
      return queue.add(() => prepare(text).run(storableText(id), version).changes > 0, { repeatable: true })
    },

    delete: async (id) => {
      const { prepare, queue } = session()
      return queue.add(() => prepare(`DELETE FROM ${table} WHERE id = ?`).run(storableText(id)).changes > 0)
    },

    page: (query) => pageOf(query, reading(query)),
    stream: (query) => streamOf(query, reading(query)),
    versions: (where) => read(({ prepare }) => versionsOf(prepare, spec, where)),
    count: (where) => read(({ prepare }) => countOf(prepare, spec, where)),
    groupCount: (where, path) => read(({ prepare }) => groupCount(prepare, spec, where, path)),

    // A power cut ends every worker on this machine, so that a lease it undoes was nobody's any more.
    claimDue: async (now, until, limit) => {
      const { prepare, queue } = session()
      const due = prepare<DueRow>(`SELECT seq, doc, due FROM ${table} WHERE due <= ? ORDER BY due, id LIMIT ?`)
      const idle = await read(() => due.get(now, Math.min(1, limit)) === undefined)
      if (idle) return []
      const lease = prepare(`UPDATE ${table} SET due = ? WHERE seq = ?`)
      const claim = (): readonly D[] =>
        due.all(now, limit).map((row) => {
          lease.run(until, row.seq)
          return documentOf<D>({ doc: row.doc, due: until })
        })
      return queue.add(claim, { repeatable: true })
    },
  }
}
