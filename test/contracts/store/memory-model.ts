import type { Condition, Query, Scalar, Where } from '../../../core/ports/store.ts'
import type { Thing } from './place.ts'

const uniquePaths = [['data.key'], ['data.left', 'data.right']] as const

/** The port said once more over a Map, as plainly as can be, to compare real stores with. */
export class MemoryModel {
  private readonly documents = new Map<string, Thing>()

  get = (id: string): Thing | undefined => this.documents.get(id)

  insert(document: Thing): string {
    if (this.documents.has(document.id)) return 'DuplicateKey id'
    return this.write(document)
  }

  replace(document: Thing): string | boolean {
    if (this.documents.get(document.id)?.version !== document.version - 1) return false
    const refused = this.write(document)
    return refused === '' ? true : refused
  }

  settle(id: string, version: number): boolean {
    const found = this.documents.get(id)
    if (found?.version !== version) return false
    const { due: _, effects: __, ...rest } = found
    this.documents.set(id, rest)
    return true
  }

  delete = (id: string): boolean => this.documents.delete(id)

  find({ where = {}, order = [] }: Query): readonly Thing[] {
    return [...this.documents.values()]
      .filter((each) => Object.entries(where).every(([path, condition]) => meets(valueAt(each, path), condition)))
      .sort(comparing([...order, 'id']))
  }

  groupCount(where: Where, path: string): ReadonlyMap<Scalar, number> {
    const counts = new Map<Scalar, number>()
    for (const value of this.find({ where }).map((each) => valueAt(each, path))) {
      if (isScalar(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return counts
  }

  claimDue(now: string, until: string, limit: number): readonly Thing[] {
    const found = this.find({ where: { due: { lte: now } }, order: ['due'] }).slice(0, limit)
    return found.map((each) => {
      const claimed = { ...each, due: until }
      this.documents.set(each.id, claimed)
      return claimed
    })
  }

  private write(document: Thing): string {
    for (const paths of uniquePaths) {
      const key = keyOf(document, paths)
      const taken = [...this.documents.values()].some((each) => each.id !== document.id && keyOf(each, paths) === key)
      if (key !== undefined && taken) return `DuplicateKey ${paths.join()}`
    }
    this.documents.set(document.id, document)
    return ''
  }
}

function keyOf(document: Thing, paths: readonly string[]): string | undefined {
  const values = paths.map((path) => valueAt(document, path))
  return values.every(isScalar) ? JSON.stringify(values) : undefined
}

function valueAt(document: object, path: string): unknown {
  let value: unknown = document
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return value ?? undefined
}

function meets(value: unknown, condition: Condition): boolean {
  if (condition === null) return value === undefined
  if (typeof condition !== 'object') return value === condition
  const { in: among, has, not, prefix, gte, gt, lte, lt } = condition
  return (
    (among === undefined || (isScalar(value) && among.includes(value))) &&
    (has === undefined || (Array.isArray(value) && value.includes(has))) &&
    (not === undefined || value !== not) &&
    (prefix === undefined || (typeof value === 'string' && value.startsWith(prefix))) &&
    (gte === undefined || within(value, gte, (sign) => sign >= 0)) &&
    (gt === undefined || within(value, gt, (sign) => sign > 0)) &&
    (lte === undefined || within(value, lte, (sign) => sign <= 0)) &&
    (lt === undefined || within(value, lt, (sign) => sign < 0))
  )
}

const within = (value: unknown, bound: string | number, holds: (sign: number) => boolean): boolean =>
  typeof value === typeof bound && holds(sign(value, bound))

const comparing =
  (order: readonly string[]) =>
  (one: Thing, other: Thing): number => {
    for (const path of order) {
      const plain = path.replace(/^-/, '')
      const found = sign(valueAt(one, plain), valueAt(other, plain))
      if (found !== 0) return path === plain ? found : -found
    }
    return 0
  }

/** Missing before all else; values of one kind only are compared otherwise. */
function sign(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  if (typeof a === 'string' && typeof b === 'string') return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return Number(a) < Number(b) ? -1 : 1
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
