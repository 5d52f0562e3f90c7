/** Answers of one stratum in one township. */
export interface Cell {
  readonly stratum: string
  readonly place: string
  readonly count: number
}

/** What may be looked at apart. */
export interface Groups {
  readonly strata: ReadonlySet<string>
  readonly places: ReadonlySet<string>
}

type Kind = keyof Groups
/** What cannot be looked at apart is only known as what is left of the whole. An answer without a stratum or place is there. */
const REST = ''
const nodeOf = (kind: Kind, name: string): string => `${kind} ${name}`

/**
 * The strata and townships whose answers may be looked at apart, so that neither a group nor any difference between what
 * is shown has fewer than `smallest` answers; undefined where all together are fewer.
 *
 * Each answer joins its stratum and its township, as an edge joins two ends. Sums and differences of what is shown are
 * just the cuts of that graph: whoever subtracts some townships from some strata is left with the edges between the one
 * side and the other. So no cut may be thinner than `smallest`; while one is, the lightest group at it goes into the rest.
 */
export const groupsIn = (cells: readonly Cell[], smallest: number): Groups | undefined => {
  if (cells.reduce((sum, { count }) => sum + count, 0) < smallest) return undefined
  const all = {
    strata: namesOf(cells.map(({ stratum }) => stratum)),
    places: namesOf(cells.map(({ place }) => place)),
  }
  const groups = { strata: new Set(all.strata), places: new Set(all.places) }
  for (;;) {
    const graph = graphOf(cells, groups)
    const thin = thinCut(graph, smallest)
    if (thin === undefined) break
    const [kind, name] = lightestAt(thin, graph, groups)
    groups[kind].delete(name)
  }
  // What went into the rest before others did may be fit to be shown beside what is left.
  for (const kind of ['strata', 'places'] as const)
    for (const name of all[kind]) {
      if (groups[kind].has(name)) continue
      groups[kind].add(name)
      if (thinCut(graphOf(cells, groups), smallest) !== undefined) groups[kind].delete(name)
    }
  return groups
}

const namesOf = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].filter((name) => name !== REST).toSorted()

type Graph = ReadonlyMap<string, ReadonlyMap<string, number>>

const graphOf = (cells: readonly Cell[], { strata, places }: Groups): Graph => {
  const graph = new Map<string, Map<string, number>>()
  const join = (one: string, other: string, count: number): void => {
    const ends = graph.get(one) ?? new Map<string, number>()
    graph.set(one, ends.set(other, (ends.get(other) ?? 0) + count))
  }
  for (const { stratum, place, count } of cells) {
    if (count === 0) continue
    const one = nodeOf('strata', strata.has(stratum) ? stratum : REST)
    const other = nodeOf('places', places.has(place) ? place : REST)
    join(one, other, count)
    join(other, one, count)
  }
  return graph
}

/** The nodes on one side of a cut that fewer than `smallest` answers cross. */
const thinCut = (graph: Graph, smallest: number): ReadonlySet<string> | undefined => {
  for (const [from, ends] of graph)
    for (const [to, count] of ends) {
      // Both ways are the same, and what holds by itself is in no thin cut.
      if (from > to || count >= smallest) continue
      const side = sideOf(graph, from, to, smallest)
      if (side !== undefined) return side
    }
  return undefined
}

/** The side of `from` in the thinnest cut between two nodes; undefined where at least `smallest` answers cross it. */
const sideOf = (graph: Graph, from: string, to: string, smallest: number): ReadonlySet<string> | undefined => {
  const left = new Map([...graph].map(([node, ends]) => [node, new Map(ends)]))
  let passed = 0
  while (passed < smallest) {
    const cameFrom = new Map([[from, from]])
    for (const node of cameFrom.keys())
      for (const [next, room] of left.get(node) ?? []) if (room > 0 && !cameFrom.has(next)) cameFrom.set(next, node)
    if (!cameFrom.has(to)) return new Set(cameFrom.keys())
    // One answer at a time: few are needed.
    for (let node = to; node !== from; node = cameFrom.get(node) ?? from) {
      const before = cameFrom.get(node) ?? from
      pass(left, before, node, -1)
      pass(left, node, before, 1)
    }
    passed += 1
  }
  return undefined
}

const pass = (left: Map<string, Map<string, number>>, from: string, to: string, by: number): void => {
  const ends = left.get(from)
  ends?.set(to, (ends.get(to) ?? 0) + by)
}

/** The shown group at a cut with the fewest answers; where only what is left of the whole stands there, of all. */
const lightestAt = (side: ReadonlySet<string>, graph: Graph, groups: Groups): readonly [Kind, string] => {
  const crossing = [...graph].filter(([node, ends]) => [...ends.keys()].some((end) => side.has(end) !== side.has(node)))
  const near = new Set(crossing.map(([node]) => node))
  const weight = (node: string) => [...(graph.get(node)?.values() ?? [])].reduce((sum, count) => sum + count, 0)
  const shown = (['strata', 'places'] as const).flatMap((kind) =>
    [...groups[kind]].map((name) => ({ kind, name, node: nodeOf(kind, name) })),
  )
  const atCut = shown.filter(({ node }) => near.has(node))
  const [lightest] = (atCut.length > 0 ? atCut : shown).toSorted((a, b) => weight(a.node) - weight(b.node))
  if (lightest === undefined) throw new TypeError('a thin cut needs a group that is shown') // the whole is not thin
  return [lightest.kind, lightest.name]
}
