/** Two of the things to group, and how sure it is that they belong together. */
export interface Link {
  readonly one: number
  readonly other: number
  readonly certainty: number
}

export interface LinkageRule {
  /** How many things there are; links name them by 0 to count - 1. */
  readonly count: number
  /** Groups join while the mean certainty between their members is at least this. */
  readonly least: number
  /** No group gets more members. */
  readonly most: number
}

interface Step {
  readonly certainty: number
  readonly one: number
  readonly other: number
  /** How the groups stood when this was considered: a step of yesterday is void. */
  readonly versions: readonly [number, number]
}

/**
 * Joins the two groups with the greatest mean certainty between their members, again and again (average linkage).
 * Links that aren't given count as 0; of those given twice the last counts. @returns for each thing the number of its group: its first member.
 */
export const linkage = (links: readonly Link[], { count, least, most }: LinkageRule): Int32Array => {
  const sums = Array.from({ length: count }, () => new Map<number, number>())
  const sizes = new Int32Array(count).fill(1)
  const versions = new Int32Array(count)
  const parents = Int32Array.from({ length: count }, (_, n) => n)
  const steps = new Steps()
  const consider = (one: number, other: number, sum: number): void => {
    const certainty = sum / ((sizes[one] ?? 1) * (sizes[other] ?? 1))
    if (certainty >= least) steps.push({ certainty, one, other, versions: [versions[one] ?? 0, versions[other] ?? 0] })
  }
  for (const { one, other, certainty } of links) {
    sums[one]?.set(other, certainty)
    sums[other]?.set(one, certainty)
  }
  for (const [one, others] of sums.entries())
    for (const [other, certainty] of others) if (one < other) consider(one, other, certainty)
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const [into, from] = step.one < step.other ? [step.one, step.other] : [step.other, step.one]
    if (versions[step.one] !== step.versions[0] || versions[step.other] !== step.versions[1]) continue
    if ((sizes[into] ?? 0) + (sizes[from] ?? 0) > most) continue
    parents[from] = into
    sizes[into] = (sizes[into] ?? 0) + (sizes[from] ?? 0)
    versions[into] = (versions[into] ?? 0) + 1
    versions[from] = GONE
    const mine = sums[into] ?? new Map<number, number>()
    mine.delete(from)
    for (const [third, sum] of sums[from] ?? []) {
      if (third === into) continue
      const theirs = sums[third]
      theirs?.delete(from)
      const both = (mine.get(third) ?? 0) + sum
      mine.set(third, both)
      theirs?.set(into, both)
    }
    sums[from] = new Map()
    for (const [third, sum] of mine) consider(into, third, sum)
  }
  // A parent is always smaller than its child, so that one pass from the front is enough.
  for (let n = 0; n < count; n++) parents[n] = parents[parents[n] ?? n] ?? n
  return parents
}

const GONE = -1

/** The steps that may be taken, the surest first: a binary heap. Of equals, the one with earlier members. */
class Steps {
  private readonly heap: Step[] = []

  push(step: Step): void {
    let at = this.heap.length
    this.heap.push(step)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = this.heap[above]
      if (parent === undefined || !isBefore(step, parent)) break
      this.heap[at] = parent
      at = above
    }
    this.heap[at] = step
  }

  pop(): Step | undefined {
    const [first] = this.heap
    const last = this.heap.pop()
    if (last === undefined || this.heap.length === 0) return first
    let at = 0
    for (;;) {
      const left = this.heap[2 * at + 1]
      const right = this.heap[2 * at + 2]
      const [child, next] =
        left !== undefined && right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
      if (child === undefined || !isBefore(child, last)) break
      this.heap[at] = child
      at = next
    }
    this.heap[at] = last
    return first
  }
}

const isBefore = (one: Step, other: Step): boolean =>
  one.certainty !== other.certainty
    ? one.certainty > other.certainty
    : one.one !== other.one
      ? one.one < other.one
      : one.other < other.other
