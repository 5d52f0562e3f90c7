import type { z } from 'zod'

/** Something that a model is asked: the words stand in `prompts/<name>/prompt.md`, examples in `examples.yaml`. */
export interface Task<S extends z.ZodType = z.ZodType> {
  readonly name: string
  /** What `prompt.md` is filled with, all of it and nothing else: checked when it is loaded. */
  readonly variables: readonly string[]
  /** The form of an answer. An answer that has it is still nothing but a claim. */
  readonly schema: S
}
