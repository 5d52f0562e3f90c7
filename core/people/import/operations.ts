import { z } from 'zod'
import type { Language } from '../../content/content.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { operation } from '../../kernel/operation.ts'
import { answer, change, create, type Wish } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { digestOf } from '../../kernel/trail.ts'
import { PersonLanguage } from '../person.ts'
import { knownNow } from '../read-organisation.ts'
import { touching } from '../revision.ts'
import { type RowFault, sayFault } from './fault.ts'
import { type Plan, planOf } from './plan.ts'
import { PlannedRow } from './planned.ts'
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
    const plan = planOf(kind, rows, await knownNow(context))
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
      ...chunks.map((chunk) => ({ do: 'people.applyRows', input: { chunk, import: id, at: context.now } })),
      touching(digest),
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
  input: z.strictObject({ chunk: z.string(), import: z.string(), at: z.string() }),
  output: z.strictObject({}),
  async run(context, { chunk, import: importId, at }) {
    const stored = await context.load(ImportChunk, chunk)
    const part = { import: importId, at }
    const { kind, rows } = stored.data
    const wishes: Wish[] = [
      ...rows.map(({ code, fields, from }) => ({ do: PUT[kind], input: { code, fields, from, ...part } })),
      ...rows.flatMap(({ code, vacate = [] }) =>
        vacate.map((post) => ({ do: 'people.vacate', input: { post, person: code, at } })),
      ),
      ...rows.flatMap(({ code, hold = [] }) =>
        hold.map((held) => ({ do: 'people.hold', input: { ...held, person: code, ...part } })),
      ),
      ...rows.filter(({ leaves }) => leaves).map(({ code }) => ({ do: 'people.leave', input: { person: code } })),
    ]
    return change(ImportChunk, stored, { ...stored.data, state: 'applied' as const }, wishes)
  },
  outputOf: () => ({}),
})

const PUT = { units: 'people.putUnit', posts: 'people.putPost', people: 'people.putPerson' } as const
