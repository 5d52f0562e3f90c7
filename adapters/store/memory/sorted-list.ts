import { compareLists, type Key } from './key.ts'

/** Where something stands in a sorted list: its chunk, and its place in it. */
export type Place = readonly [chunk: number, place: number]

/** How long a chunk grows before it is cut in two: moving its members costs less than finding the place among them. */
const LONGEST = 512

interface Keyed {
  readonly key: readonly Key[]
}

/** Members in the order of their keys, of which no two are equal. A change moves no more than one chunk. */
export class SortedList<T extends Keyed> {
  private readonly chunks: T[][] = [[]]

  add(member: T): void {
    const [n, place] = this.above(member.key)
    // Beyond the last chunk is the end of the last chunk.
    const at = Math.min(n, this.chunks.length - 1)
    const chunk = this.chunks[at]
    if (chunk === undefined) return
    if (n !== at || place === chunk.length) chunk.push(member)
    else chunk.splice(place, 0, member)
    if (chunk.length > LONGEST) this.chunks.splice(at + 1, 0, chunk.splice(chunk.length >> 1))
  }

  /** Takes out the member of this key, which must be there. */
  delete(key: readonly Key[]): void {
    const [n, place] = this.from(key)
    const chunk = this.chunks[n]
    chunk?.splice(place, 1)
    if (chunk?.length === 0 && this.chunks.length > 1) this.chunks.splice(n, 1)
  }

  /** The first member whose key does not come before `key`, which may be the beginning of keys. */
  from(key: readonly Key[]): Place {
    return this.seek(key, 0)
  }

  /** The first member whose key comes after `key`, and does not begin with it. */
  above(key: readonly Key[]): Place {
    return this.seek(key, 1)
  }

  /** The first member that compares with `key` as `least` or more: from there on all of them do, and none before. */
  private seek(key: readonly Key[], least: 0 | 1): Place {
    const { chunks } = this
    let [low, high] = [0, chunks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const last = chunks[middle]?.at(-1)
      if (last !== undefined && compareLists(last.key, key) >= least) high = middle
      else low = middle + 1
    }
    const chunk = chunks[low]
    if (chunk === undefined) return [low, 0]
    const n = low
    low = 0
    high = chunk.length
    while (low < high) {
      const middle = (low + high) >> 1
      const member = chunk[middle]
      if (member !== undefined && compareLists(member.key, key) >= least) high = middle
      else low = middle + 1
    }
    return [n, low]
  }

  at([chunk, place]: Place): T | undefined {
    return this.chunks[chunk]?.[place]
  }

  /** How many members stand from one place up to but not including another. */
  between([from, first]: Place, [to, beyond]: Place): number {
    let count = beyond - first
    for (let n = from; n < to; n++) count += this.chunks[n]?.length ?? 0
    return count
  }

  /** The members from one place up to but not including another. Nobody may write meanwhile. */
  *walk([from, first]: Place, [to, beyond]: Place): Generator<T> {
    for (let n = from; n <= to && n < this.chunks.length; n++) {
      const chunk = this.chunks[n] ?? []
      const end = n === to ? beyond : chunk.length
      for (let place = n === from ? first : 0; place < end; place++) yield chunk[place] as T // `place` is within it
    }
  }

  /** The same backwards. */
  *walkBack([from, first]: Place, [to, beyond]: Place): Generator<T> {
    for (let n = Math.min(to, this.chunks.length - 1); n >= from; n--) {
      const chunk = this.chunks[n] ?? []
      const end = n === from ? first : 0
      for (let place = (n === to ? beyond : chunk.length) - 1; place >= end; place--) yield chunk[place] as T // within it
    }
  }
}
