import { z } from 'zod'
import type { Language } from '../../content/content.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { operation } from '../../kernel/operation.ts'
import { answer, change, create } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { digestOf } from '../../kernel/trail.ts'
import { hold, vacate } from '../holding.ts'
import { leave } from '../leave.ts'
import { PersonLanguage } from '../person.ts'
import { knownNow, organisation } from '../read-organisation.ts'
import { type Part, touching } from '../revision.ts'
import { type RowFault, sayFault } from './fault.ts'
import { placesOf } from './places.ts'
import { type Plan, planOf } from './plan.ts'
import { PlannedRow } from './planned.ts'
import { putPerson, putPost, putUnit } from './put.ts'
import { Import, ImportChunk, ImportKind, ImportResult, portions } from './record.ts'

const MOST_ROWS = 20_000
const MOST_FAULTS = 1_000
const MOST_NOTICES = 100

const Row = z.strictObject({ line: z.int().min(1), cells: z.record(z.string(), z.string()) })

/** The one way in which units, posts and people come in: from an office's file, and from the content at the start. */
export const importRows = operation({
  name: 'people.import',
  summary: 'Takes in a file of units, posts or people; a dry run only says what it would do and what is wrong.',
  allow: ['administrator'],
  input: z.strictObject({
    kind: ImportKind,
    rows: z.array(Row).max(MOST_ROWS),
    /** The file's name. */
    source: z.string().max(200),
    dryRun: z.boolean().default(false),
    /** Of the faults' texts. */
    language: PersonLanguage.default('zh-CN'),
  }),
  output: ImportResult,
  async run(context, { kind, rows, source, dryRun, language }) {
    const plan = planOf(kind, rows, await knownNow(context), placesOf(await organisation(context)))
    const result = { kind, applied: false, ...told(context, language, plan) }
    if (dryRun || plan.faults.length > 0) return answer(result)
    if (plan.rows.length === 0) return answer({ ...result, applied: true })
    const chunks: string[] = []
    // Staged rows do nothing yet: only the import's own commit sets them going, all or none.
    for (const [n, portion] of portions(plan.rows).entries()) {
      chunks.push((await context.execute(stageRows, { kind, rows: [...portion] }, `rows-${n}`, SYSTEM)).chunk)
    }
    const id = context.newId(Import)
    const digest = digestOf(plan.rows)
    return create(Import, id, { source, result: { ...result, applied: true }, chunks, digest }, [
      ...chunks.map((chunk) => ({ do: 'people.applyRows', input: { chunk, at: context.now } })),
    ])
  },
  outputOf: ({ data }: Stored<Import>) => data.result,
})

const told = (context: Context, language: Language, plan: Plan) => {
  const say = (fault: RowFault) => ({
    ...fault,
    params: { ...fault.params },
    text: sayFault(context.content, language, fault),
  })
  return {
    added: plan.added,
    changed: plan.changed,
    unchanged: plan.unchanged,
    skipped: plan.skipped,
    faultCount: plan.faults.length,
    faults: plan.faults.slice(0, MOST_FAULTS).map(say),
    notices: plan.notices.slice(0, MOST_NOTICES).map(say),
  }
}

export const stageRows = operation({
  name: 'people.stageRows',
  summary: 'Keeps accepted rows until their import is accepted as a whole.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ kind: ImportKind, rows: z.array(PlannedRow) }),
  output: z.strictObject({ chunk: z.string() }),
  run: async (context, { kind, rows }) =>
    create(ImportChunk, context.newId(ImportChunk), { kind, state: 'staged' as const, rows }),
  outputOf: ({ id }) => ({ chunk: id }),
})

export const applyRows = operation({
  name: 'people.applyRows',
  summary: 'Puts the rows of an accepted import into their records.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ chunk: z.string(), at: z.string() }),
  output: z.strictObject({}),
  async run(context, { chunk, at }) {
    const stored = await context.load(ImportChunk, chunk)
    const { kind, rows } = stored.data
    // Each under a key of its own, so that a run that was cut short is taken up where it stopped; together, so that
    // they share the store's commits.
    await all(rows, ({ code, fields, from }) => context.execute(PUT[kind], { code, fields, from, at }, `put ${code}`))
    await all(rows, ({ code, vacate: posts = [] }) =>
      all(posts, (post) => context.execute(vacate, { post, person: code, at }, `vacate ${post}`)),
    )
    await all(rows, ({ code, hold: posts = [] }) =>
      all(posts, (held) => context.execute(hold, { ...held, person: code, at }, `hold ${held.post}`)),
    )
    const leaving = rows.filter(({ leaves }) => leaves)
    await all(leaving, ({ code }) => context.execute(leave, { person: code }, `leave ${code}`))
    return change(ImportChunk, stored, { ...stored.data, state: 'applied' as const }, [
      touching(rows, partsOf(kind, rows)),
    ])
  },
  outputOf: () => ({}),
})

/** What rows put in, and the posts that change hands by them. Who leaves says so by an act of their own. */
const partsOf = (kind: keyof typeof PUT, rows: readonly PlannedRow[]): readonly Part[] =>
  rows.flatMap(({ code, vacate: left = [], hold: taken = [] }) => [
    { kind: KIND[kind], id: code },
    ...[...left, ...taken.map(({ post }) => post)].map((id) => ({ kind: 'post' as const, id })),
  ])

const KIND = { units: 'unit', posts: 'post', people: 'person' } as const

const PUT = { units: putUnit, posts: putPost, people: putPerson } as const

const all = async <T>(each: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> =>
  void (await Promise.all(each.map(act)))
