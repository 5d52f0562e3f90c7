import type { Collection, Document, Query } from '../../../core/ports/store.ts'

/** Follows `next` to the last page. */
export async function allPages<D extends Document>(collection: Collection<D>, query: Query): Promise<D[]> {
  const rows: D[] = []
  let after: string | undefined
  do {
    const page = await collection.page({ ...query, ...(after === undefined ? {} : { after }) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}

export async function gathered<D>(stream: AsyncIterable<D>): Promise<D[]> {
  const rows: D[] = []
  for await (const row of stream) rows.push(row)
  return rows
}
