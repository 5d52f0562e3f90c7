import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { type Operation, operation } from '../../kernel/operation.ts'
import { change, create, type Wish } from '../../kernel/outcome.ts'
import type { RecordType } from '../../kernel/record.ts'
import { Person } from '../person.ts'
import { Post } from '../post.ts'
import { touching } from '../revision.ts'
import { Code, Unit } from '../unit.ts'
import { Import } from './record.ts'

/** Which import asks, and when it was accepted. */
export const PartOf = { import: z.string(), at: z.string() }

const Put = z.strictObject({
  code: Code,
  fields: z.record(z.string(), z.json()),
  from: z.string(),
  ...PartOf,
})
type Put = z.infer<typeof Put>

const Done = z.strictObject({ code: Code })

interface Imported {
  readonly code: string
  readonly importedAt?: string | undefined
}

/**
 * Puts one accepted row into its record. An older import's row that was held up changes nothing. Not audited one by
 * one: the import that carries the rows is, with their digest.
 */
const putting = <T extends Imported>(
  name: string,
  type: RecordType<T>,
  fresh: object,
): Operation<Put, { code: string }> =>
  operation({
    name,
    summary: 'Puts one accepted row of an import into its record.',
    allow: 'system',
    audited: false,
    input: Put,
    output: Done,
    async run(context, input) {
      const known = await context.read(type).get(input.code)
      const stamp = { code: input.code, from: input.from, importedAt: input.at }
      const wishes = await lateWishes(context, input.import, input.from)
      if (known === undefined) {
        return create(type, input.code, type.schema.parse(merged(fresh, input.fields, stamp)), wishes)
      }
      const stored = await context.load(type, input.code)
      if ((stored.data.importedAt ?? '') > input.at) return { answer: { code: input.code } }
      return change(type, stored, type.schema.parse(merged(stored.data, input.fields, stamp)), wishes)
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

/**
 * The import itself says at its end that the organisation has changed. What comes later than that end, because it
 * failed at first, says so for itself.
 */
export const lateWishes = async (context: Context, importId: string, because: unknown): Promise<readonly Wish[]> => {
  const carrying = await context.read(Import).get(importId)
  return carrying?.effects === undefined ? [touching(because)] : []
}

export const putUnit = putting('people.putUnit', Unit, { aliases: [] })
export const putPost = putting('people.putPost', Post, {})
export const putPerson = putting('people.putPerson', Person, { roles: [], language: 'zh-CN', state: 'active' })
