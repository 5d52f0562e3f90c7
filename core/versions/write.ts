import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Campaign } from '../campaigns/index.ts'
import { actorName } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { type Book, type Standing, TextName, type Version, type Written } from './book.ts'

export const WRITERS = ['officer', 'director'] as const
const Reason = z.string().trim().min(2).max(500)

/** Tells one draft from what somebody else made of it meanwhile. */
export const markOf = (template: Version): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(template).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, 12)

/** How one kind of text is written. */
export interface Writing<T extends Version, I extends z.ZodType<Drafted<T>>> {
  /** Begins the names of operations and errors. */
  readonly feature: string
  /** In the summaries: `a pledge`. */
  readonly what: string
  /** What a draft is made of; its name is absent where it is a new one. */
  readonly input: I
  /** The error where there is none of a name. */
  readonly unknown: string
  /** The campaigns that ask for it, by the name of their kind; they end where it is withdrawn. */
  readonly campaigns: string
  /** Refuses a draft that could never be meant. */
  readonly check?: (context: Context, drafted: Drafted<T>) => Promise<void>
  /** What else is to be done once a version is in force. */
  readonly published: (context: Context) => readonly Wish[]
}
export type Drafted<T extends Version> = Omit<T, 'name' | 'version'> & { readonly name?: string | undefined }

const Named = z.strictObject({ name: z.string(), version: z.number(), title: z.string() })

/** The operations by which officers write the texts of a book. */
export const writingOf = <T extends Version, I extends z.ZodType<Drafted<T>>>(
  book: Book<T>,
  { feature, what, input, unknown, campaigns, check, published }: Writing<T, I>,
) => {
  const found = async (context: Context, name: string): Promise<Standing<T>> => {
    const text = await book.one(context, name)
    if (text === undefined) throw notFound(unknown, { template: name })
    return text
  }

  const keep = async (
    context: Context,
    name: string,
    next: (before: Written<T>) => Written<T>,
    wishes: readonly Wish[] = [],
  ) => {
    const id = book.idOf(name)
    if ((await context.read(book.record).get(id)) === undefined)
      return create(book.record, id, next({ versions: [], withdrawn: [] }), wishes)
    const stored = await context.load(book.record, id)
    return change(book.record, stored, next(stored.data), wishes)
  }

  /** Whatever it lacks is kept with it: it becomes a version only once nothing does. */
  const draft = operation({
    name: `${feature}.draft`,
    summary: `Write the text of ${what}, or the next version of one, as a draft; says what it still lacks`,
    allow: [...WRITERS],
    input,
    output: z.strictObject({ name: z.string(), version: z.number(), mark: z.string(), faults: z.array(z.string()) }),
    async run(context, given) {
      await check?.(context, given)
      const { name = `own-${context.newId(book.record).toLowerCase().slice(2, 22)}`, ...written } = given
      const version = ((await book.one(context, name))?.template?.version ?? 0) + 1
      // A draft with its name and version is a whole text: that is what `Drafted` leaves out.
      const template = { ...written, name, version } as unknown as T
      const by = { by: actorName(context.actor), at: context.now }
      return keep(context, name, (before) => ({ ...before, draft: { ...by, template } }))
    },
    outputOf: ({ id, data }: Stored<Written<T>>) => {
      const template = data.draft?.template
      return {
        ...{ name: book.nameOf(id), version: template?.version ?? 0 },
        mark: template === undefined ? '' : markOf(template),
        faults: template === undefined ? [] : [...book.faultsOf(template)].map(({ kind, name }) => `${kind} ${name}`),
      }
    },
  })

  /** Puts a draft in force. Whoever was asked for the version before is asked again for this one. */
  const publish = operation({
    name: `${feature}.publish`,
    summary: `Put the draft of ${what} in force as its next version`,
    allow: [...WRITERS],
    input: z.strictObject({
      name: TextName,
      /** The mark of the draft that was looked at: nobody puts in force what another changed meanwhile. */
      mark: z.string().max(20).optional(),
    }),
    output: Named,
    async run(context, { name, mark }) {
      const text = await found(context, name)
      if (text.draft === undefined) throw refusal(`${feature}.no-draft`)
      const { template } = text.draft
      if (mark !== undefined && mark !== markOf(template)) throw refusal(`${feature}.draft-changed`)
      const [fault] = book.faultsOf(template)
      if (fault !== undefined) throw refusal(`${feature}.faulty-${fault.kind}`, { name: fault.name })
      const { template: before } = text
      if (before !== undefined && text.withdrawn === undefined && isSame(before, template))
        throw refusal(`${feature}.nothing-changed`)
      const version = (before?.version ?? 0) + 1
      const by = { by: actorName(context.actor), at: context.now }
      return keep(
        context,
        name,
        ({ draft: _done, ...rest }) => ({
          ...rest,
          versions: [...rest.versions, { ...by, template: { ...template, version } }],
        }),
        published(context),
      )
    },
    outputOf: ({ id, data }: Stored<Written<T>>) => {
      const last = data.versions.at(-1)?.template
      return { name: book.nameOf(id), version: last?.version ?? 0, title: last?.title ?? '' }
    },
  })

  /** Throws a draft away; the versions stay. */
  const discard = operation({
    name: `${feature}.discard`,
    summary: `Throw the draft of ${what} away`,
    allow: [...WRITERS],
    input: z.strictObject({ name: TextName }),
    output: z.strictObject({ name: z.string() }),
    async run(context, { name }) {
      if ((await found(context, name)).draft === undefined) throw refusal(`${feature}.no-draft`)
      return keep(context, name, ({ draft: _thrown, ...rest }) => rest)
    },
    outputOf: ({ id }: Stored<Written<T>>) => ({ name: book.nameOf(id) }),
  })

  /**
   * Takes the version in force back: from this moment nobody can answer it, also whoever is reading it, and who is
   * still asked need not answer. What was answered stays and can be read.
   */
  const withdraw = operation({
    name: `${feature}.withdraw`,
    summary: `Withdraw the version of ${what} that is in force: nobody can answer it any more, what was answered stays`,
    allow: [...WRITERS],
    input: z.strictObject({ name: TextName, reason: Reason }),
    output: z.strictObject({ name: z.string(), version: z.number() }),
    async run(context, { name, reason }) {
      const { template, withdrawn } = await found(context, name)
      if (template === undefined || withdrawn !== undefined) throw refusal(`${feature}.not-in-force`)
      const now = { version: template.version, reason, by: actorName(context.actor), at: context.now }
      return keep(
        context,
        name,
        (before) => ({ ...before, withdrawn: [...before.withdrawn, now] }),
        await cancelling(context, campaigns, name),
      )
    },
    outputOf: ({ id, data }: Stored<Written<T>>) => ({
      ...{ name: book.nameOf(id), version: data.withdrawn.at(-1)?.version ?? 0 },
    }),
  })

  return { draft, publish, discard, withdraw }
}

const isSame = (a: Version, b: Version): boolean => markOf({ ...a, version: 0 }) === markOf({ ...b, version: 0 })

/** The open campaigns that ask for a text, to be taken back. */
const cancelling = async (context: Context, kind: string, name: string): Promise<readonly Wish[]> => {
  const wishes: Wish[] = []
  for await (const { id, data } of context.read(Campaign).stream({ where: { 'data.kind.name': kind } }))
    if (data.subject === name && data.state === 'open') wishes.push({ do: 'campaigns.cancel', input: { campaign: id } })
  return wishes
}
