/** Lets acts under one key happen one after the other, and acts under different keys beside each other. */
export class InTurn {
  private readonly tails = new Map<string, Promise<unknown>>()

  /** Runs `act` when everything that came before it under `key` is over, however that ended. */
  run<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve()
    const work = before.then(act)
    const tail = work.catch(() => {})
    this.tails.set(key, tail)
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key)
    })
    return work
  }
}
