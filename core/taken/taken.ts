import { z } from 'zod'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'

const TYPES = new Map([
  ['pdf', 'application/pdf'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['csv', 'text/csv'],
])

/** What a record says of a file that somebody took out of the program. */
export const TakenFields = {
  /** The name of the file in the file store: the SHA-256 of its bytes. */
  file: z.string(),
  /** What the file is called, with its extension. */
  name: z.string(),
  rows: z.number().int(),
  takenAt: z.string(),
  takenBy: z.string(),
}
const TakenSchema = z.object(TakenFields)
type Taken = z.infer<typeof TakenSchema>

/** What whoever took it gets: the file itself, and its media type. */
export const TakenFile = z.object({
  ...{ file: z.string(), name: z.string(), type: z.string(), rows: z.number(), base64: z.string() },
})

/** Keeps a file that the actor takes out now. */
export const takenNow = async (context: Context, bytes: Uint8Array, name: string, rows: number): Promise<Taken> => ({
  ...{ file: await context.files.put(bytes), name, rows, takenAt: context.now, takenBy: actorName(context.actor) },
})

export const takenFile = async (
  { file, name, rows }: Taken,
  { files }: Pick<Context, 'files'>,
): Promise<z.infer<typeof TakenFile>> => {
  const base64 = Buffer.from((await files.get(file)) ?? new Uint8Array()).toString('base64')
  return {
    file,
    name,
    type: TYPES.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'application/octet-stream',
    rows,
    base64,
  }
}
