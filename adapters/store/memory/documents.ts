import { type CollectionSpec, type Index as Declared, type Document, DuplicateKey } from '../../../core/ports/store.ts'
import { compareLists, type Key, keyOf, valueAt } from './key.ts'
import { SortedList } from './sorted-list.ts'

/** A document where it stands: every index leads to the same. */
interface Held {
  document: Document
  /** Its keys in each index. */
  readonly keys: Map<Index, readonly (readonly Key[])[]>
}

export interface Entry {
  /** The values of the paths of the index, then the id. */
  readonly key: readonly Key[]
  readonly held: Held
}

export interface Index {
  readonly paths: readonly string[]
  /** Whether documents are missing that lack a path. */
  readonly sparse: boolean
  readonly entries: SortedList<Entry>
  readonly unique: boolean
  readonly keysOf: (document: Document) => readonly (readonly Key[])[]
}

const nameOf = ({ paths, many, unique }: Declared): string => [...paths, many === true, unique === true].join()

const makeIndex = ({ paths, many = false, unique = false }: Declared, sparse = false): Index => {
  const readers = paths.map(valueAt)
  const keysOf = (document: Document): readonly (readonly Key[])[] => {
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
  const entries = new SortedList<Entry>((a, b) => compareLists(a.key, b.key))
  return { paths, sparse: sparse || many, unique, entries, keysOf }
}

/** The documents of one collection with their indexes. */
export class Documents {
  private readonly held = new Map<string, Held>()
  private readonly declared = new Map<string, Index>()
  private readonly byId = makeIndex({ paths: [] })
  private readonly byDue = makeIndex({ paths: ['due'] }, true)
  indexes: readonly Index[] = [this.byId, this.byDue]

  /** Makes the indexes that are declared and missing, and drops those no longer declared. @throws TypeError */
  declare({ indexes }: CollectionSpec): void {
    const wanted = new Map(indexes.map((each) => [nameOf(each), each]))
    for (const name of this.declared.keys()) if (!wanted.has(name)) this.declared.delete(name)
    for (const [name, each] of wanted) {
      if (this.declared.has(name)) continue
      const index = makeIndex(each)
      this.declared.set(name, index)
      for (const held of this.held.values()) this.enter(held, index, index.keysOf(held.document))
    }
    this.indexes = [this.byId, this.byDue, ...this.declared.values()]
  }

  get(id: string): Document | undefined {
    return this.held.get(id)?.document
  }

  /** @throws DuplicateKey, having changed nothing */
  put(collection: string, document: Document): void {
    const there = this.held.get(document.id)
    const keys = this.indexes.map((index) => [index, index.keysOf(document)] as const)
    for (const [index, wanted] of keys)
      if (index.unique && wanted.some((key) => this.isTaken(index, key, there)))
        throw new DuplicateKey(collection, index.paths.join())
    const held = there ?? { document, keys: new Map() }
    held.document = document
    this.held.set(document.id, held)
    for (const [index, wanted] of keys) {
      const before = held.keys.get(index) ?? []
      if (isSame(before, wanted)) continue
      for (const key of before) index.entries.delete({ key, held })
      this.enter(held, index, wanted)
    }
  }

  delete(id: string): boolean {
    const held = this.held.get(id)
    if (held === undefined) return false
    for (const index of this.indexes) for (const key of held.keys.get(index) ?? []) index.entries.delete({ key, held })
    return this.held.delete(id)
  }

  private enter(held: Held, index: Index, keys: readonly (readonly Key[])[]): void {
    for (const key of keys) index.entries.add({ key, held })
    held.keys.set(index, keys)
  }

  /** Whether another document has the same values, all of them present. */
  private isTaken({ entries }: Index, key: readonly Key[], by: Held | undefined): boolean {
    const values = key.slice(0, -1)
    if (values.includes(null)) return false
    const found = entries.at(entries.seek((each) => compareLists(each.key, values) >= 0))
    return found !== undefined && found.held !== by && compareLists(found.key, values) === 0
  }
}

const isSame = (a: readonly (readonly Key[])[], b: readonly (readonly Key[])[]): boolean =>
  a.length === b.length && a.every((key, n) => compareLists(key, b[n] ?? []) === 0)
