import { type Content, contentPiece } from '../content/content.ts'
import type { Dialogue } from './conversation.ts'
import { Form } from './form.ts'
import { formFaults } from './form-faults.ts'

/** The form of this name; undefined where there is none. */
export const formIn = (content: Content, name: string): Form | undefined =>
  content.files(Forms).find(({ value }) => value.name === name)?.value

/** `content/forms/*.yaml`: forms as data, asked one question at a time. */
export const Forms = contentPiece<Form>({
  name: 'forms',
  files: 'forms/*.yaml',
  schema: Form,
  check: formFaults,
})

/** Whether the form of a dialogue is in the content no more. */
export const isGone = (content: Content, { own, form }: Pick<Dialogue, 'own' | 'form'>): boolean =>
  own === undefined && formIn(content, form) === undefined
