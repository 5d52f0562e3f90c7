import { z } from 'zod'
import { digestOf } from '../../core/kernel/trail.ts'
import type { Entry } from './entry.ts'

const Sum = z.object({ count: z.int(), digest: z.string() })
type Sum = z.infer<typeof Sum>

/** How many entries there are, documents by their collection, with digests that depend on no order. */
export const Tally = z.object({ documents: z.record(z.string(), Sum), attachments: Sum })
export type Tally = z.infer<typeof Tally>

/** Adds up what goes by. */
export interface Counting {
  add(entry: Entry): void
  tally(): Tally
}

export const counting = (): Counting => {
  const documents = new Map<string, Sum>()
  let attachments = NOTHING
  return {
    add: (entry) => {
      if ('file' in entry) attachments = plus(attachments, entry.file)
      else documents.set(entry.collection, plus(documents.get(entry.collection) ?? NOTHING, digestOf(entry.document)))
    },
    tally: () => ({ documents: Object.fromEntries([...documents].sort(([a], [b]) => (a < b ? -1 : 1))), attachments }),
  }
}

const NOTHING: Sum = { count: 0, digest: '0'.repeat(64) }
const WHOLE = 1n << 256n

/** Digests are added as numbers, modulo 2²⁵⁶. */
const plus = ({ count, digest }: Sum, more: string): Sum => ({
  count: count + 1,
  digest: ((BigInt(`0x${digest}`) + BigInt(`0x${more}`)) % WHOLE).toString(16).padStart(64, '0'),
})

/** Lets `entries` through and adds them up. */
export async function* counted(entries: AsyncIterable<Entry>, { add }: Counting): AsyncGenerator<Entry> {
  for await (const entry of entries) {
    add(entry)
    yield entry
  }
}

export const tallyOf = async (entries: AsyncIterable<Entry>): Promise<Tally> => {
  const all = counting()
  for await (const entry of entries) all.add(entry)
  return all.tally()
}

/** In which collections the documents differ, in words; empty where they are the same. */
export const differences = ({ documents: wanted }: Tally, { documents: found }: Tally): readonly string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(found)])].flatMap((name) => {
    const [one, other] = [wanted[name] ?? NOTHING, found[name] ?? NOTHING]
    if (one.digest === other.digest && one.count === other.count) return []
    return [
      one.count === other.count ? `${name}: not the same ${one.count}` : `${name}: ${other.count} of ${one.count}`,
    ]
  })

export const documentsOf = ({ documents }: Tally): number =>
  Object.values(documents).reduce((sum, { count }) => sum + count, 0)
