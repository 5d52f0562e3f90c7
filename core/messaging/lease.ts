import type { Clock } from '../ports/clock.ts'
import { later, SECOND } from '../ports/clock.ts'
import { type Collection, type CollectionSpec, type Document, DuplicateKey, type Store } from '../ports/store.ts'

interface LeaseDocument extends Document {
  readonly holder: string
  readonly until: string
}

export const LEASES: CollectionSpec = { name: 'lease', indexes: [] }

/** How long a lease holds without being renewed: a worker that is killed is replaced after this. */
export const LEASE_FOR = 15 * SECOND

/**
 * One worker at a time: who holds the lease of this name does the work, the others wait for it to run out.
 * Leases are no acts of anybody, so they are kept beside the operations.
 */
export class Lease {
  private readonly leases: Collection<LeaseDocument>
  /** In milliseconds; asked for with every message. */
  private heldUntil = 0
  private seen: { readonly version: number; readonly at: string } | undefined

  constructor(
    store: Store,
    private readonly clock: Clock,
    private readonly name: string,
    /** Tells this worker from all others. */
    private readonly holder: string,
    private readonly lasts: number = LEASE_FOR,
  ) {
    this.leases = store.collection<LeaseDocument>(LEASES)
  }

  /**
   * Whether this worker holds it without asking the store. A third of it must be left before anything is done under
   * it; one that ends too late is from before the clock was set back.
   */
  isSure(): boolean {
    const left = this.heldUntil - Date.parse(this.clock.now())
    return left > this.lasts / 3 && left <= this.lasts
  }

  /** How often `hold` must be asked at least, in milliseconds, so that the lease never runs out under its holder. */
  get renewedEvery(): number {
    return this.lasts / 3
  }

  /** Whether this worker may work now; takes or renews the lease where that is needed and possible. */
  async hold(): Promise<boolean> {
    const now = this.clock.now()
    const until = later(now, this.lasts)
    if (this.isSure()) return true
    const there = await this.leases.get(this.name)
    if (there !== undefined && there.holder !== this.holder && this.isHeld(there, now)) return false
    const mine = { id: this.name, version: (there?.version ?? 0) + 1, holder: this.holder, until }
    const taken = there === undefined ? await this.insert(mine) : await this.leases.replace(mine)
    this.heldUntil = taken ? Date.parse(until) : 0
    return taken
  }

  /**
   * A lease that ends later than one taken now would is from before the clock was set back: whoever holds it renews it
   * within a second, and one that does not change for its whole length is nobody's.
   */
  private isHeld({ version, until }: LeaseDocument, now: string): boolean {
    if (until <= now) return false
    if (until <= later(now, this.lasts)) return true
    if (this.seen?.version !== version || now < this.seen.at) this.seen = { version, at: now }
    return now < later(this.seen.at, this.lasts)
  }

  /** Lets another worker go on at once. */
  async release(): Promise<void> {
    this.heldUntil = 0
    const there = await this.leases.get(this.name)
    if (there?.holder === this.holder) {
      await this.leases.replace({ ...there, version: there.version + 1, until: this.clock.now() })
    }
  }

  private async insert(lease: LeaseDocument): Promise<boolean> {
    try {
      await this.leases.insert(lease)
      return true
    } catch (error) {
      if (error instanceof DuplicateKey) return false
      throw error
    }
  }
}
