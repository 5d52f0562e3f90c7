interface Node<T> {
  readonly next: Map<string, Node<T>>
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
      const unit = phrase.charAt(n)
      let next = node.next.get(unit)
      if (next === undefined) {
        next = { next: new Map() }
        node.next.set(unit, next)
      }
      node = next
    }
    node.value = value
  }

  get(phrase: string): T | undefined {
    let node: Node<T> | undefined = this.root
    for (let n = 0; n < phrase.length && node !== undefined; n++) node = node.next.get(phrase.charAt(n))
    return node?.value
  }

  /** Every phrase in `text`, also those inside one another. */
  *all(text: string): Iterable<Found<T>> {
    for (let at = 0; at < text.length; at++) {
      let node = this.root.next.get(text.charAt(at))
      for (let end = at + 1; node !== undefined; end++) {
        if (node.value !== undefined) yield { at, length: end - at, value: node.value }
        node = end < text.length ? node.next.get(text.charAt(end)) : undefined
      }
    }
  }

  longestAt(text: string, at: number): Found<T> | undefined {
    let longest: Found<T> | undefined
    let node = this.root.next.get(text.charAt(at))
    for (let end = at + 1; node !== undefined; end++) {
      if (node.value !== undefined) longest = { at, length: end - at, value: node.value }
      node = end < text.length ? node.next.get(text.charAt(end)) : undefined
    }
    return longest
  }

  /** From the beginning, the longest phrase at each place; they never overlap. */
  *longest(text: string): Iterable<Found<T>> {
    for (let at = 0; at < text.length; ) {
      const found = this.longestAt(text, at)
      if (found !== undefined) yield found
      at += found?.length ?? 1
    }
  }
}
