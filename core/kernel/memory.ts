import type { RecordType, Stored } from './record.ts'

/**
 * Records as this process left them, for kinds that are written again and again by whoever wrote them last. Another
 * process may have written since: only a commit, or a look at the store, tells.
 */
export class Memory {
  private readonly kinds = new Map<string, Map<string, Stored<unknown>>>()

  get<T>(type: RecordType<T>, id: string): Stored<T> | undefined {
    // Under one name there are records of one type.
    return this.kinds.get(type.name)?.get(id) as Stored<T> | undefined
  }

  /** Keeps what a commit left and whose effects are done; the longest unused gives way. */
  keep(type: RecordType<unknown>, { effects: _done, due: _over, ...stored }: Stored<unknown>): void {
    if (type.remembered === undefined) return
    const known = this.kinds.get(type.name) ?? new Map<string, Stored<unknown>>()
    if ((known.get(stored.id)?.version ?? 0) > stored.version) return
    this.kinds.set(type.name, known)
    known.delete(stored.id)
    known.set(stored.id, stored)
    if (known.size > type.remembered) known.delete(known.keys().next().value ?? '')
  }

  forget(type: RecordType<unknown>, id: string): void {
    this.kinds.get(type.name)?.delete(id)
  }
}
