import type { Position } from './order.ts'

/** How much to read at once: by number, and by characters of JSON, whichever is reached first. */
export interface Portion {
  readonly rows: number
  readonly characters: number
}

export interface Read<D> {
  readonly rows: readonly D[]
  /** Where the last row stands, when more follow it. */
  readonly more: Position | undefined
}
