import { z } from 'zod'
import type { Content } from '../content/content.ts'
import type { Context } from '../kernel/context.ts'
import { type RecordType, record } from '../kernel/record.ts'

/** The name of a text that has versions. */
export const TextName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)

/** One version of a text: it grows with every change. */
export interface Version {
  readonly name: string
  readonly version: number
  readonly title: string
}

/** What is wrong with a text, so that it can't be put in force as it stands. */
export interface TextFault {
  readonly kind: string
  /** What is wrong, as it is said to the writer: a blank, a question. */
  readonly name: string
  /** Where in the text, as a path. */
  readonly at: readonly (string | number)[]
}

const Act = { by: z.string(), at: z.string() }

/** What officers wrote of one text: a draft, the versions that were in force, and which were withdrawn. */
const writtenOf = <S extends z.ZodType>(template: S) =>
  z.strictObject({
    /** Its version is the one that it would become. */
    draft: z.strictObject({ ...Act, template }).optional(),
    /** Never changed and never left out: what was signed or learnt can be read for ever. */
    versions: z.array(z.strictObject({ ...Act, template })),
    withdrawn: z.array(z.strictObject({ ...Act, version: z.number().int(), reason: z.string() })),
  })

interface Done {
  readonly by: string
  readonly at: string
}
interface OfVersion<T> extends Done {
  readonly template: T
}
export interface Written<T> {
  readonly draft?: OfVersion<T> | undefined
  readonly versions: readonly OfVersion<T>[]
  readonly withdrawn: readonly (Done & { readonly version: number; readonly reason: string })[]
}

/** A text as it stands. */
export interface Standing<T> {
  readonly name: string
  /** The newest version; none while there is only a draft. */
  readonly template: T | undefined
  /** Why it can't be used now. */
  readonly withdrawn: Written<T>['withdrawn'][number] | undefined
  readonly draft: Written<T>['draft']
  /** All versions that can still be read, the newest first. */
  readonly versions: readonly T[]
}

type Reading = Pick<Context, 'read' | 'content'>

interface Kept<T extends Version> {
  /** Of the record: its ids are the prefix and the text's name. */
  readonly name: string
  readonly prefix: string
  readonly schema: z.ZodType<T>
  /** The versions that stand in files of the content. */
  files(content: Content): readonly T[]
  faultsOf(template: T): Iterable<TextFault>
}

/** All texts of one kind: those of the content, those that officers wrote anew, and those that they added. */
export interface Book<T extends Version> extends Kept<T> {
  readonly record: RecordType<Written<T>>
  idOf(name: string): string
  nameOf(id: string): string
  all(context: Reading): Promise<readonly Standing<T>[]>
  /** One text as it stands; undefined where there is none of this name. */
  one(context: Reading, name: string): Promise<Standing<T> | undefined>
  /** The version that holds now; undefined where there is none, or where it was withdrawn. */
  inForce(context: Reading, name: string): Promise<T | undefined>
}

export const bookOf = <T extends Version>(kept: Kept<T>): Book<T> => {
  const { name: named, prefix, schema, files } = kept
  // The schema of a generic text infers to no type that says anything; `Written` is the same in words.
  const written = writtenOf(schema) as unknown as z.ZodType<Written<T>>
  const kind: RecordType<Written<T>> = record(named, { prefix, schema: written, keepSteps: 20 })
  const idOf = (name: string): string => `${prefix}-${name}`
  const nameOf = (id: string): string => id.slice(prefix.length + 1)

  const one: Book<T>['one'] = async (context, name) => {
    const shipped = files(context.content).filter((each) => each.name === name)
    const own = (await context.read(kind).get(idOf(name)))?.data
    return shipped.length === 0 && own === undefined ? undefined : standing(name, shipped, own)
  }
  return {
    ...{ ...kept, record: kind, idOf, nameOf, one },
    async all(context) {
      const own = new Map<string, Written<T>>()
      for await (const { id, data } of context.read(kind).stream({})) own.set(nameOf(id), data)
      const shipped = files(context.content)
      const names = new Set([...shipped.map(({ name }) => name), ...own.keys()])
      return [...names].map((name) =>
        standing(
          name,
          shipped.filter((each) => each.name === name),
          own.get(name),
        ),
      )
    },
    async inForce(context, name) {
      const found = await one(context, name)
      return found === undefined ? undefined : holding(found)
    },
  }
}

/** The version of a text that holds now. */
export const holding = <T>({ template, withdrawn }: Standing<T>): T | undefined =>
  withdrawn === undefined ? template : undefined

const standing = <T extends Version>(name: string, files: readonly T[], written?: Written<T>): Standing<T> => {
  const versions = [...(written?.versions ?? []).map(({ template }) => template), ...files].toSorted(
    (a, b) => b.version - a.version,
  )
  const [template] = versions
  const withdrawn = written?.withdrawn.find(({ version }) => version === template?.version)
  return { name, template, withdrawn, draft: written?.draft, versions }
}
