import type { Content } from '../content/content.ts'
import { ContentInvalid } from '../content/load.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import type { TableRow } from '../ports/tables.ts'
import { entriesAsRows, Posts, Units } from './content.ts'
import { importRows } from './import/operations.ts'

/** Where the content keeps its people; it is no YAML, so it is read as a table by whoever starts the program. */
export const PEOPLE_FILE = 'organisation/people.csv'

/**
 * Takes in the organisation that the content brings, by the same way as any file. Rows that were taken in before and
 * have not changed are no work, and undo nothing that happened to their records since.
 * @throws ContentInvalid with every faulty row, and nothing of that file taken in
 */
export const seedOrganisation = async (
  application: Application,
  content: Content,
  people: readonly TableRow[],
): Promise<void> => {
  const seeds = [
    { kind: 'units', source: 'organisation/units.yaml', rows: entriesAsRows(content.only(Units)) },
    { kind: 'posts', source: 'organisation/posts.yaml', rows: entriesAsRows(content.only(Posts)) },
    { kind: 'people', source: PEOPLE_FILE, rows: people },
  ] as const
  for (const seed of seeds) {
    if (seed.rows.length === 0) continue
    const { faults } = await application.execute(importRows, seed, SYSTEM)
    if (faults.length === 0) continue
    throw new ContentInvalid(
      faults.map(({ row, column, text }) => ({ file: seed.source, line: row, path: column, message: text })),
    )
  }
}
