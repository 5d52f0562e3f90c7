/** The latest entries; the oldest is forgotten when there are more than `most`. */
export class Remembered<V> {
  private readonly entries = new Map<string, V>()

  constructor(private readonly most: number) {}

  get(key: string): V | undefined {
    return this.entries.get(key)
  }

  set(key: string, value: V): void {
    this.entries.delete(key)
    this.entries.set(key, value)
    const [oldest] = this.entries.keys()
    if (this.entries.size > this.most && oldest !== undefined) this.entries.delete(oldest)
  }

  /** The keys of the `count` entries that were set longest ago. */
  oldest(count: number): readonly string[] {
    return [...this.entries.keys()].slice(0, count)
  }

  delete(key: string): void {
    this.entries.delete(key)
  }
}
