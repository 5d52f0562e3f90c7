/** Where something stands in a sorted list: its chunk, and its place in it. */
export type Place = readonly [chunk: number, place: number]

/** How long a chunk grows before it is cut in two: moving its members costs less than finding the place among them. */
const LONGEST = 512

/** Members in the order of `compare`, which never calls two of them equal. A change moves no more than one chunk. */
export class SortedList<T> {
  private readonly chunks: T[][] = [[]]

  constructor(private readonly compare: (a: T, b: T) => number) {}

  add(member: T): void {
    const [n, place] = this.seek((each) => this.compare(each, member) > 0)
    // Beyond the last chunk is the end of the last chunk.
    const at = Math.min(n, this.chunks.length - 1)
    const chunk = this.chunks[at]
    if (chunk === undefined) return
    chunk.splice(n === at ? place : chunk.length, 0, member)
    if (chunk.length > LONGEST) this.chunks.splice(at + 1, 0, chunk.splice(chunk.length >> 1))
  }

  delete(member: T): void {
    const [n, place] = this.seek((each) => this.compare(each, member) >= 0)
    const chunk = this.chunks[n]
    chunk?.splice(place, 1)
    if (chunk?.length === 0 && this.chunks.length > 1) this.chunks.splice(n, 1)
  }

  /** The first member that is `beyond`: from some member on all of them are, and none before it. */
  seek(beyond: (member: T) => boolean): Place {
    const { chunks } = this
    const n = firstOf(chunks.length, (at) => {
      const last = chunks[at]?.at(-1)
      return last !== undefined && beyond(last)
    })
    const chunk = chunks[n]
    if (chunk === undefined) return [n, 0]
    return [
      n,
      firstOf(chunk.length, (at) => {
        const member = chunk[at]
        return member !== undefined && beyond(member)
      }),
    ]
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

/** The first number below `length` from which on `holds` is true; `length` when there is none. */
const firstOf = (length: number, holds: (n: number) => boolean): number => {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
