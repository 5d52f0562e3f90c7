import { z } from 'zod'

/**
 * A button. `token` is what a press brings back: a chat command with its arguments, at most 64 bytes,
 * so that the oldest button still works after any restart.
 */
export const Choice = z.object({
  label: z.string().min(1).max(64),
  token: z.string().min(1).max(64),
  style: z.enum(['primary', 'danger', 'plain']).optional(),
})
export type Choice = z.infer<typeof Choice>

export const MessageFile = z.object({ file: z.string(), name: z.string(), type: z.string() })
export type MessageFile = z.infer<typeof MessageFile>

/** A message as the core says it, in the words of the person it is for. Plain text: platforms add no markup to it. */
export const Message = z.object({
  text: z.string(),
  choices: z.array(Choice).optional(),
  files: z.array(MessageFile).optional(),
  /** What kind of answer would help, so that a platform can offer it (a place picker, a camera). */
  wants: z.enum(['text', 'place', 'files', 'date', 'number', 'choice']).optional(),
  /** Holds something that should not stay on a shared screen (a secret code). */
  sensitive: z.boolean().optional(),
})
export type Message = z.infer<typeof Message>
