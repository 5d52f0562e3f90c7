import { z } from 'zod'
import { READERS } from '../campaigns/index.ts'
import { notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { type Book, type Standing, TextName, type Version } from './book.ts'
import { markOf } from './write.ts'

const State = z.enum(['in-force', 'withdrawn', 'draft'])
type State = z.infer<typeof State>

const stateOf = ({ template, withdrawn }: Standing<unknown>): State =>
  withdrawn !== undefined ? 'withdrawn' : template === undefined ? 'draft' : 'in-force'

/** A text that was read, with what it lacks and what else there is of it. */
export interface ReadText<T> {
  readonly template: T
  readonly state: State
  /** Only of a draft: what `publish` takes. */
  readonly mark?: string | undefined
  readonly faults: readonly { readonly kind: string; readonly name: string }[]
  /** All versions that can be read, the newest first. */
  readonly versions: readonly number[]
  readonly hasDraft: boolean
  /** Why the newest version was withdrawn. */
  readonly reason?: string | undefined
}

/** The queries by which the texts of a book are read. */
export const readingOf = <T extends Version>(
  book: Book<T>,
  { feature, what, unknown }: { readonly feature: string; readonly what: string; readonly unknown: string },
) => {
  const texts = query({
    name: `${feature}.texts`,
    summary: `List ${what} of each name with the version that is in force, and whether it has a draft`,
    allow: [...READERS],
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          ...{ name: z.string(), title: z.string(), version: z.number(), state: State },
          hasDraft: z.boolean(),
        }),
      ),
    }),
    async run(context) {
      const rows = (await book.all(context)).flatMap((each) => {
        const template = each.template ?? each.draft?.template
        if (template === undefined) return []
        const { name, title, version } = template
        return [{ name, title, version, state: stateOf(each), hasDraft: each.draft !== undefined }]
      })
      return { rows }
    },
  })

  const Read: z.ZodType<ReadText<T>> = z.strictObject({
    template: book.schema,
    state: State,
    mark: z.string().optional(),
    faults: z.array(z.strictObject({ kind: z.string(), name: z.string() })),
    versions: z.array(z.number()),
    hasDraft: z.boolean(),
    reason: z.string().optional(),
  })

  /** One text: the newest version, an older one, or the draft. */
  const text = query({
    name: `${feature}.text`,
    summary: `Read the text of ${what}: the newest version, any older one, or what is drafted`,
    allow: [...READERS],
    input: z.strictObject({
      name: TextName,
      /** The newest where it is absent; 0 is the draft. */
      version: z.coerce.number().int().min(0).optional(),
    }),
    output: Read,
    async run(context, { name, version }) {
      const found = await book.one(context, name)
      const drafted = found?.draft?.template
      const wanted =
        version === undefined
          ? (found?.template ?? drafted)
          : version === 0
            ? drafted
            : found?.versions.find((each) => each.version === version)
      if (found === undefined || wanted === undefined) throw notFound(unknown, { template: name })
      return {
        ...{ template: wanted, state: wanted === drafted ? 'draft' : stateOf(found), hasDraft: drafted !== undefined },
        ...(wanted === drafted ? { mark: markOf(wanted) } : {}),
        faults: [...book.faultsOf(wanted)].map((fault) => ({ kind: fault.kind, name: fault.name })),
        versions: found.versions.map((each) => each.version),
        ...(found.withdrawn === undefined ? {} : { reason: found.withdrawn.reason }),
      }
    },
  })

  return { texts, text }
}
