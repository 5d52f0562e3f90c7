/** A letter as numbers: which of the known grams it has, and how much each weighs; its length is one. */
export interface Vector {
  readonly indexes: Int32Array
  readonly values: Float32Array
}

const FREE = -1

/** The grams that a model knows, each with its rarity. */
export class Vocabulary {
  private readonly slots: Int32Array

  constructor(
    /** Hashes of grams (`gramsOf`), by index. */
    readonly keys: Uint32Array,
    /** How much rarer than others, by index. */
    readonly rarity: Float32Array,
  ) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(keys.length, 1) * 2))).fill(FREE)
    for (const [index, key] of keys.entries()) {
      let slot = key & (this.slots.length - 1)
      while (this.slots[slot] !== FREE) slot = (slot + 1) & (this.slots.length - 1)
      this.slots[slot] = index
    }
  }

  /** The grams that stand in at least `least` of the letters. */
  static from(letters: readonly ReadonlyMap<number, number>[], least: number): Vocabulary {
    const counts = new Map<number, number>()
    for (const grams of letters) for (const gram of grams.keys()) counts.set(gram, (counts.get(gram) ?? 0) + 1)
    const known = [...counts].filter(([, count]) => count >= least).sort(([one], [other]) => one - other)
    return new Vocabulary(
      Uint32Array.from(known, ([gram]) => gram),
      Float32Array.from(known, ([, count]) => Math.log((letters.length + 1) / (count + 1)) + 1),
    )
  }

  vector(grams: ReadonlyMap<number, number>): Vector {
    const indexes = new Int32Array(grams.size)
    const values = new Float32Array(grams.size)
    let size = 0
    let squares = 0
    for (const [gram, count] of grams) {
      const index = this.indexOf(gram)
      if (index === FREE) continue
      const value = count * (this.rarity[index] ?? 0)
      indexes[size] = index
      values[size++] = value
      squares += value * value
    }
    const length = Math.sqrt(squares) || 1
    for (let n = 0; n < size; n++) values[n] = (values[n] ?? 0) / length
    return { indexes: indexes.subarray(0, size), values: values.subarray(0, size) }
  }

  private indexOf(key: number): number {
    let slot = key & (this.slots.length - 1)
    for (;;) {
      const index = this.slots[slot] ?? FREE
      if (index === FREE || this.keys[index] === key) return index
      slot = (slot + 1) & (this.slots.length - 1)
    }
  }
}
