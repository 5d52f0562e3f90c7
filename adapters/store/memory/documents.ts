import { type CollectionSpec, type Index as Declared, type Document, DuplicateKey } from '../../../core/ports/store.ts'
import { compareKeys, compareLists, type Key, keyOf, valueAt } from './key.ts'
import { SortedList } from './sorted-list.ts'

/** A document where it stands: every index leads to the same. */
interface Held {
  document: Document
}

/** The values of the paths of an index, then the id. */
type Keys = readonly Key[]

export interface Entry {
  readonly key: Keys
  readonly held: Held
}

export interface Index {
  readonly paths: readonly string[]
  /** Whether documents are missing that lack a path. */
  readonly sparse: boolean
  readonly entries: SortedList<Entry>
  readonly unique: boolean
  readonly keysOf: (document: Document) => readonly Keys[]
}

const nameOf = ({ paths, many, unique }: Declared): string => [...paths, many === true, unique === true].join()

const makeIndex = ({ paths, many = false, unique = false }: Declared, sparse = false): Index => {
  const readers = paths.map(valueAt)
  const keysOf = (document: Document): readonly Keys[] => {
    const id = keyOf(document.id)
    if (many) {
      const listed = readers.flatMap((read) => read(document))
      return [...new Set(listed.map(keyOf))].flatMap((key) => (key === null ? [] : [[key, id]]))
    }
    const key: Key[] = readers.map((read) => keyOf(read(document)))
    if (sparse && key.includes(null)) return []
    key.push(id)
    return [key]
  }
  const entries = new SortedList<Entry>()
  return { paths, sparse: sparse || many, unique, entries, keysOf }
}

/** The documents of one collection with their indexes. */
export class Documents {
  private readonly held = new Map<string, Held>()
  private readonly declared = new Map<string, Index>()
  readonly byId = makeIndex({ paths: [] })
  private readonly byDue = makeIndex({ paths: ['due'] }, true)
  indexes: readonly Index[] = [this.byId, this.byDue]
  /** Those that are kept up: the others wait for a question that needs them, which most never hear. */
  private kept = new Set<Index>([this.byDue])

  /** Makes the indexes that are declared and missing, and drops those no longer declared. @throws TypeError */
  declare({ indexes }: CollectionSpec): void {
    const wanted = new Map(indexes.map((each) => [nameOf(each), each]))
    for (const [name, index] of this.declared) {
      if (wanted.has(name)) continue
      this.declared.delete(name)
      this.kept.delete(index)
    }
    for (const [name, each] of wanted) {
      if (this.declared.has(name)) continue
      const index = makeIndex(each)
      this.declared.set(name, index)
      if (index.unique) this.entries(index)
    }
    this.indexes = [this.byId, this.byDue, ...this.declared.values()]
  }

  /** What an index leads to, in its order. */
  entries(index: Index): SortedList<Entry> {
    if (!this.kept.has(index)) {
      this.kept.add(index)
      for (const held of this.held.values()) enter(held, index, index.keysOf(held.document))
    }
    return index.entries
  }

  get(id: string): Document | undefined {
    return this.held.get(id)?.document
  }

  /** Those due by `now`, the earliest first. Nobody may write meanwhile. */
  *due(now: string): Generator<Document> {
    const last = keyOf(now)
    for (const { key, held } of this.byDue.entries.walk([0, 0], [Number.POSITIVE_INFINITY, 0])) {
      if (compareKeys(key[0] ?? null, last) > 0) return
      yield held.document
    }
  }

  /** @throws DuplicateKey, having changed nothing */
  put(collection: string, document: Document): void {
    const there = this.held.get(document.id)
    const before = there?.document
    const moved: (readonly [Index, readonly Keys[], readonly Keys[]])[] = []
    for (const index of this.kept) {
      const from = before === undefined ? [] : index.keysOf(before)
      const to = index.keysOf(document)
      if (isSame(from, to)) continue
      if (index.unique && to.some((key) => this.isTaken(index, key, there)))
        throw new DuplicateKey(collection, index.paths.join())
      moved.push([index, from, to])
    }
    const held = there ?? { document }
    if (there === undefined) this.held.set(document.id, held)
    else there.document = document
    for (const [index, from, to] of moved) {
      leave(index, from)
      enter(held, index, to)
    }
  }

  delete(id: string): boolean {
    const held = this.held.get(id)
    if (held === undefined) return false
    for (const index of this.kept) leave(index, index.keysOf(held.document))
    return this.held.delete(id)
  }

  /** Whether another document has the same values, all of them present. */
  private isTaken({ entries }: Index, key: Keys, by: Held | undefined): boolean {
    const values = key.slice(0, -1)
    if (values.includes(null)) return false
    const found = entries.at(entries.from(values))
    return found !== undefined && found.held !== by && compareLists(found.key, values) === 0
  }
}

const enter = (held: Held, { entries }: Index, keys: readonly Keys[]): void => {
  for (const key of keys) entries.add({ key, held })
}

const leave = ({ entries }: Index, keys: readonly Keys[]): void => {
  for (const key of keys) entries.delete(key)
}

const isSame = (a: readonly Keys[], b: readonly Keys[]): boolean =>
  a.length === b.length && a.every((key, n) => compareLists(key, b[n] ?? []) === 0)
