import type { Context } from './context.ts'
import type { AnyOperation } from './operation.ts'
import type { RecordType } from './record.ts'

/** What the kernel knows of a part of the product: what it keeps, and what may be done with it. */
export interface Part {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: the one place where records of all types meet
  readonly records?: readonly RecordType<any>[]
  readonly operations?: readonly AnyOperation[]
  /**
   * Brings what a process remembers up to date before it executes anything; what it returns is waited for. It is asked
   * every time, so it answers at once where it has asked the store a moment ago.
   */
  readonly keepsUp?: (context: Pick<Context, 'read' | 'now' | 'content'>) => Promise<void> | undefined
}
