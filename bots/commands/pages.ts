interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next?: string | undefined
}

type PageFrom<Row> = (from: { after?: string }) => Promise<Page<Row>>

/** Every row of what comes in pages. `page` asks for the one behind `after`; for the first where it is absent. */
export async function* rowsOf<Row>(page: PageFrom<Row>): AsyncGenerator<Row> {
  for (let from: { after?: string } = {}; ; ) {
    const { rows, next } = await page(from)
    yield* rows
    if (next === undefined) return
    from = { after: next }
  }
}

/** The same, all at once. */
export const everyRow = async <Row>(page: PageFrom<Row>): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for await (const row of rowsOf(page)) rows.push(row)
  return rows
}
