import { z } from 'zod'
import { type Content, type ContentFault, type ContentPiece, contentPiece } from '../content/content.ts'
import { Office } from '../content/office.ts'
import type { TableRow } from '../ports/tables.ts'
import type { Kind } from './import/columns.ts'
import { type Known, planOf } from './import/plan.ts'
import { readRows } from './import/read-rows.ts'
import { membersOf } from './members.ts'
import { Organisation } from './organisation.ts'
import { Places, placeIndex } from './places.ts'
import { Grade, Post, Rank } from './post.ts'
import { Code, Level, Unit, UnitKind } from './unit.ts'

const words = z.string().min(1)

const UnitEntry = z.strictObject({
  code: Code,
  name: words,
  short: words.optional(),
  aliases: z.array(words).optional(),
  level: Level,
  kind: UnitKind,
  parent: Code.optional(),
  line: Code.optional(),
  counterpart: Code.optional(),
  place: words.optional(),
  phone: words.optional(),
  address: words.optional(),
  hours: words.optional(),
  duties: words.optional(),
})

const PostEntry = z.strictObject({
  code: Code,
  unit: Code,
  title: words,
  rank: Rank,
  grade: Grade.optional(),
  discipline: z.boolean().optional(),
  reception: z.boolean().optional(),
  leader: Code.optional(),
})

type UnitEntry = z.infer<typeof UnitEntry>
type PostEntry = z.infer<typeof PostEntry>

/** The units that the program starts with: `content/organisation/units.yaml`. */
export const Units: ContentPiece<readonly UnitEntry[]> = contentPiece({
  name: 'units',
  files: 'organisation/units.yaml',
  schema: z.array(UnitEntry),
  check: function* (units: readonly UnitEntry[], content: Content): Iterable<ContentFault> {
    yield* faultsOf('units', units, NOTHING, content)
    const posts = new Set(content.only(Posts).map((post) => post.code))
    const { byCode } = content.derive(placeIndex)
    for (const [index, { line, place }] of units.entries()) {
      if (line !== undefined && !posts.has(line)) {
        yield { at: [index, 'line'], message: content.say('en', 'people.fault.unknown-post', { value: line }) }
      }
      if (place !== undefined && !byCode.has(place)) {
        yield { at: [index, 'place'], message: content.say('en', 'people.fault.unknown-place', { value: place }) }
      }
    }
    const codes = new Set(units.map((unit) => unit.code))
    const { unit: office } = content.only(Office)
    if (!codes.has(office)) {
      yield {
        file: Office.files,
        at: ['unit'],
        message: content.say('en', 'people.fault.unknown-unit', { value: office }),
      }
    }
    for (const [index, { unit }] of content.only(Places).entries()) {
      if (unit === undefined || codes.has(unit)) continue
      const message = content.say('en', 'people.fault.unknown-unit', { value: unit })
      yield { file: Places.files, at: [index, 'unit'], message }
    }
  },
})

/** The posts that it starts with: `content/organisation/posts.yaml`. */
export const Posts: ContentPiece<readonly PostEntry[]> = contentPiece({
  name: 'posts',
  files: 'organisation/posts.yaml',
  schema: z.array(PostEntry),
  check: (posts: readonly PostEntry[], content: Content): Iterable<ContentFault> =>
    faultsOf('posts', posts, { ...NOTHING, units: unitsIn(content) }, content),
})

const NOTHING: Known = { units: new Map(), posts: new Map(), people: new Map() }

const faultsOf = (
  kind: Kind,
  entries: readonly (UnitEntry | PostEntry)[],
  known: Known,
  content: Content,
): readonly ContentFault[] =>
  entries.length === 0
    ? []
    : // Their places are codes, which are checked as such.
      planOf(kind, entriesAsRows(entries), known, (code) => [code]).faults.map(({ row, column, code, params }) => ({
        at: [row - 1, column],
        message: content.say('en', `people.fault.${code}`, params),
      }))

/** Entries as the rows of a table, counted from one, so that content and files come in by the same way. */
export const entriesAsRows = (entries: readonly object[]): readonly TableRow[] =>
  entries.map((entry, index) => ({
    line: index + 1,
    cells: Object.fromEntries(
      Object.entries(entry).map(([key, value]) => [key, Array.isArray(value) ? value.join(';') : String(value)]),
    ),
  }))

/** The units and posts that the content brings, with nobody in them: what may be named in other content. */
export const organisationInContent = (content: Content): Organisation =>
  new Organisation(membersOf([...unitsIn(content).values()], postsIn(content), []), content.derive(placeIndex), '')

const postsIn = (content: Content): readonly Post[] =>
  readRows('posts', entriesAsRows(content.only(Posts))).rows.map(({ fields }) => Post.schema.parse(filled(fields)))

const unitsIn = (content: Content): ReadonlyMap<string, Unit> => {
  const { rows } = readRows('units', entriesAsRows(content.only(Units)))
  return new Map(rows.map(({ code, fields }) => [code, Unit.schema.parse({ aliases: [], ...filled(fields) })]))
}

const filled = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
