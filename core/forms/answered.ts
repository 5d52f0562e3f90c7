import { z } from 'zod'
import { Answer } from '../conversation/conversation.ts'
import { Form } from '../conversation/form.ts'
import { record } from '../kernel/record.ts'
import type { Seal } from '../ports/seal.ts'

const AnsweredSchema = z.object({
  /** The form's name, and the version that was asked. */
  form: z.string(),
  version: z.number().int(),
  /** The `FormVersion` that was asked: what the answers mean, whatever becomes of the form. */
  definition: z.string(),
  answers: z.record(z.string(), Answer),
  at: z.string(),
  /** The instant from which it is over, as the form said then. */
  until: z.string(),
  /** Whose it is: `person:CODE`, or a blinded chat that finds its own answers again; absent where nobody may ever know. */
  owner: z.string().optional(),
  /** What it belongs to, such as a campaign. */
  about: z.string().optional(),
})

/** A form that somebody filled in. */
export const AnsweredForm = record('answered-form', {
  prefix: 'fa',
  schema: AnsweredSchema,
  indexes: [
    { paths: ['data.form', 'data.at'] },
    { paths: ['data.owner', 'data.at'] },
    { paths: ['data.about', 'data.at'] },
    { paths: ['data.until'] },
  ],
})
export type AnsweredForm = z.infer<typeof AnsweredSchema>

/** A form as it stood when somebody answered it. Its id is made of what it says, so that a change is another one. */
export const FormVersion = record('form-version', {
  prefix: 'fv',
  schema: z.object({ form: Form }),
  indexes: [{ paths: ['data.form.name', 'data.form.version'] }],
})

/** How a chat finds its own answers to `form` again, and nobody else the chat. */
export const ownerOfChat = (seal: Seal, chat: string, form: string): string =>
  `chat:${seal.blind(chat, `form:${form}`)}`
export const ownerOfPerson = (person: string): string => `person:${person}`
