import { z } from 'zod'
import { type RecordOf, record } from '../kernel/record.ts'

/** That members are asked to fill in a form: the campaign knows who was asked, this which form. Its id is the campaign's. */
export const Collection = record('collection', {
  prefix: 'cl',
  schema: z.strictObject({ form: z.string(), title: z.string(), by: z.string(), at: z.string() }),
})
export type Collection = RecordOf<typeof Collection>
