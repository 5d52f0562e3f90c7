interface Node<T> {
  /** By UTF-16 unit. */
  readonly next: Map<number, Node<T>>
  value?: T
}

/** A phrase that stands in a text. */
export interface Found<T> {
  readonly at: number
  readonly length: number
  readonly value: T
}

/** Phrases that are looked for all at once. */
export class Phrases<T> {
  private readonly root: Node<T> = { next: new Map() }

  add(phrase: string, value: T): void {
    let node = this.root
    for (let n = 0; n < phrase.length; n++) {
      const unit = phrase.charCodeAt(n)
      let next = node.next.get(unit)
      if (next === undefined) {
        next = { next: new Map() }
        node.next.set(unit, next)
      }
      node = next
    }
    node.value = value
  }

  /** Every phrase in `text`, in order, also those inside one another. */
  all(text: string): readonly Found<T>[] {
    const found: Found<T>[] = []
    for (let at = 0; at < text.length; at++) this.along(text, at, (each) => found.push(each))
    return found
  }

  longestAt(text: string, at: number): Found<T> | undefined {
    let longest: Found<T> | undefined
    this.along(text, at, (each) => {
      longest = each
    })
    return longest
  }

  /** From the beginning, the longest phrase at each place; they never overlap. */
  longest(text: string): readonly Found<T>[] {
    const found: Found<T>[] = []
    for (let at = 0; at < text.length; ) {
      const here = this.longestAt(text, at)
      if (here !== undefined) found.push(here)
      at += here?.length ?? 1
    }
    return found
  }

  /** The phrases that begin at `at`, the shortest first. */
  private along(text: string, at: number, see: (found: Found<T>) => void): void {
    let node = this.root.next.get(text.charCodeAt(at))
    for (let end = at + 1; node !== undefined; end++) {
      if (node.value !== undefined) see({ at, length: end - at, value: node.value })
      node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined
    }
  }
}
