import { createHash } from 'node:crypto'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'

/** Something wrong in the content, and where: lines count from 1. */
export interface ContentProblem {
  readonly file: string
  readonly line: number
  readonly path: string
  readonly message: string
}

export type Path = readonly PropertyKey[]

/** One file's value, and the line of whatever is wrong in it. */
export interface Parsed {
  readonly value: unknown
  line(path: Path): number
}

/** Values of files that were well-formed when they were read before, by the digest of their text. */
export interface ParsedBefore {
  get(digest: string): unknown
  set(digest: string, value: unknown): void
}

export const problem = (file: string, line: number, path: Path, message: string): ContentProblem => ({
  file,
  line,
  path: path.map(String).join('.'),
  message,
})

/** Told to `problems`, with undefined, when the text is no well-formed YAML. */
export const parse = (
  file: string,
  text: string,
  problems: ContentProblem[],
  before?: ParsedBefore,
): Parsed | undefined => {
  const digest = createHash('sha256').update(text).digest('hex')
  const known = before?.get(digest)
  // Lines are asked for only where there is a fault, and then the wait does not matter.
  if (known !== undefined) return { value: known, line: (path) => positions(text).line(path) }
  const { document, line, faults } = positions(text)
  problems.push(...faults.map((fault) => problem(file, fault.line, [], `is not well-formed YAML: ${fault.message}`)))
  if (faults.length > 0) return undefined
  const value: unknown = document.toJS()
  before?.set(digest, value)
  return { value, line }
}

const positions = (text: string) => {
  const lines = new LineCounter()
  // The library compares every key of a map with every other; thousands of texts are faster looked at by `repeated`.
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const errors = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }))
  return {
    document,
    line: (path: Path) => lines.linePos(nearest(document.contents, path)?.range?.[0] ?? 0).line,
    faults: [...errors, ...repeated(document.contents)].map(({ offset, message }) => ({
      line: lines.linePos(offset).line,
      message,
    })),
  }
}

/** Keys that stand twice in one map, where they stand the second time. */
const repeated = (contents: Node | null): readonly { offset: number; message: string }[] => {
  const found: { offset: number; message: string }[] = []
  visit(contents, {
    Map: (_key, map) => {
      const keys = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (keys.has(key.value))
          found.push({ offset: key.range?.[0] ?? 0, message: `the key ${key.value} stands twice` })
        keys.add(key.value)
      }
    },
  })
  return found
}

/** The deepest node on `path`: a missing key points at what should have held it. */
const nearest = (node: Node | null, path: Path): Node | null => {
  let here: Node | null = node
  for (const step of path) {
    const next: unknown = isMap(here) || isSeq(here) ? here.get(step, true) : undefined
    if (next === undefined || next === null || typeof next !== 'object') break
    here = next as Node
  }
  return here
}
