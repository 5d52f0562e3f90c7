import { z } from 'zod'
import { type Operation, operation } from '../../kernel/operation.ts'
import { change, create } from '../../kernel/outcome.ts'
import type { RecordType } from '../../kernel/record.ts'
import { Person } from '../person.ts'
import { Post } from '../post.ts'
import { Code, Unit } from '../unit.ts'

const Put = z.strictObject({
  code: Code,
  fields: z.record(z.string(), z.json()),
  from: z.string(),
  /** When the import that carries the row was accepted. */
  at: z.string(),
})
type Put = z.infer<typeof Put>

const Done = z.strictObject({ code: Code })

interface Imported {
  readonly code: string
  readonly importedAt?: string | undefined
}

/**
 * Puts one accepted row into its record. An older import's row that was held up changes nothing. That the organisation
 * has changed is said once, by the import.
 */
const putting = <T extends Imported>(
  name: string,
  type: RecordType<T>,
  fresh: object,
  audited = false,
): Operation<Put, { code: string }> =>
  operation({
    name,
    summary: 'Puts one accepted row of an import into its record.',
    allow: 'system',
    audited,
    input: Put,
    output: Done,
    async run(context, input) {
      const known = await context.read(type).get(input.code)
      const stamp = { code: input.code, from: input.from, importedAt: input.at }
      if (known === undefined) {
        return create(type, input.code, type.schema.parse(merged(fresh, input.fields, stamp)))
      }
      const stored = await context.load(type, input.code)
      if ((stored.data.importedAt ?? '') > input.at) return { answer: { code: input.code } }
      return change(type, stored, type.schema.parse(merged(stored.data, input.fields, stamp)))
    },
    outputOf: (stored) => ({ code: stored.id }),
  })

const merged = (before: object, fields: Put['fields'], stamp: object): object =>
  Object.fromEntries(
    Object.entries({ ...before, ...fields, ...stamp }).flatMap(([key, value]) => {
      if (value !== null && value !== undefined) return [[key, value]]
      const empty = EMPTY[key]
      return empty === undefined ? [] : [[key, empty]]
    }),
  )

/** What an emptied cell leaves behind where a record can't do without. */
const EMPTY: Readonly<Record<string, unknown>> = { aliases: [], roles: [], language: 'zh-CN' }

export const putUnit = putting('people.putUnit', Unit, { aliases: [] })
export const putPost = putting('people.putPost', Post, {})
/** Audited each by itself: here stands who may do what. */
export const putPerson = putting('people.putPerson', Person, { roles: [], language: 'zh-CN', state: 'active' }, true)
