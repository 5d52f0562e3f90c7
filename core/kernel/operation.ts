import type { z } from 'zod'
import type { Actor, Role } from './actor.ts'
import type { Context } from './context.ts'
import type { Outcome } from './outcome.ts'
import type { Stored } from './record.ts'

/**
 * Who may ask at all; whether they may touch this very record is asked inside `run`.
 * `anyone` includes citizens; `staff` is everybody with a role; `system` is timers, relays and the command line.
 */
export type Allow = 'anyone' | 'person' | 'staff' | 'system' | readonly Role[]

/**
 * The only way anything changes, and the only way anything is asked. Chat, API, command line, timers and imports
 * all go through `application.execute(operation, input, actor)`.
 */
export interface Operation<I = unknown, O = unknown> {
  /** `feature.verb`. */
  readonly name: string
  readonly kind: 'command' | 'query'
  readonly allow: Allow
  readonly input: z.ZodType<I>
  readonly output: z.ZodType<O>
  /** One sentence in English for the API's document. */
  readonly summary: string
  /** Commands are audited unless they are mere bookkeeping of a conversation or a delivery. */
  readonly audited: boolean
  /**
   * Executed one after the other in this process, for operations that take the next of something: several at once would
   * only make each other try again.
   */
  readonly oneAtATime: boolean
  /** Histories and the audit say only that a person did it, not who: for what was promised to lead back to nobody. */
  readonly unsigned: boolean
  /** How long its input may be as JSON, where files stand in it; in bytes. */
  readonly mostBytes?: number
  run(context: Context, input: I): Promise<Outcome<O>>
  /** What a command answers, from the record it wrote: the same again when the same key comes twice. */
  outputOf?(stored: Stored<never>, context: Context): O | Promise<O>
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where operations of all types meet
export type AnyOperation = Operation<any, any>

interface Named<I extends z.ZodType, O extends z.ZodType> {
  readonly name: string
  readonly summary: string
  readonly allow: Allow
  readonly input: I
  readonly output: O
}

export interface CommandDeclaration<I extends z.ZodType, O extends z.ZodType, T> extends Named<I, O> {
  readonly audited?: boolean
  readonly oneAtATime?: boolean
  readonly unsigned?: boolean
  readonly mostBytes?: number
  run(context: Context, input: z.infer<I>): Promise<Outcome<z.infer<O>>>
  outputOf(stored: Stored<T>, context: Context): z.infer<O> | Promise<z.infer<O>>
}

export interface QueryDeclaration<I extends z.ZodType, O extends z.ZodType> extends Named<I, O> {
  run(context: Context, input: z.infer<I>): Promise<z.infer<O>>
}

/** Declares an operation that changes one record. */
export const operation = <I extends z.ZodType, O extends z.ZodType, T>(
  declared: CommandDeclaration<I, O, T>,
): Operation<z.infer<I>, z.infer<O>> => ({
  ...declared,
  kind: 'command',
  audited: declared.audited ?? true,
  oneAtATime: declared.oneAtATime ?? false,
  unsigned: declared.unsigned ?? false,
  input: declared.input as z.ZodType<z.infer<I>>,
  output: declared.output as z.ZodType<z.infer<O>>,
  outputOf: declared.outputOf as (stored: Stored<never>, context: Context) => z.infer<O> | Promise<z.infer<O>>,
})

/** Declares an operation that only answers. */
export const query = <I extends z.ZodType, O extends z.ZodType>(
  declared: QueryDeclaration<I, O>,
): Operation<z.infer<I>, z.infer<O>> => ({
  ...declared,
  kind: 'query',
  audited: false,
  oneAtATime: false,
  unsigned: false,
  input: declared.input as z.ZodType<z.infer<I>>,
  output: declared.output as z.ZodType<z.infer<O>>,
  run: async (context, input) => ({ answer: await declared.run(context, input) }),
})

/** Whether `allow` lets `actor` ask at all. */
export const permits = (allow: Allow, actor: Actor): boolean => {
  if (actor.kind === 'system' || allow === 'anyone') return true
  if (allow === 'system' || actor.kind !== 'person') return false
  if (allow === 'person') return true
  if (allow === 'staff') return actor.roles.length > 0
  return actor.roles.some((role) => allow.includes(role))
}
