import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { digestOf } from '../kernel/trail.ts'

/** A record that the organisation is made of. */
const Part = z.strictObject({ kind: z.enum(['unit', 'post', 'person', 'account']), id: z.string() })
export type Part = z.infer<typeof Part>

const Change = z.strictObject({
  /** The stamp before. */
  after: z.string(),
  parts: z.array(Part),
})

/**
 * Stands for everything that the organisation is made of: whoever changed a unit, a post or who holds it gives it a new
 * stamp. A stamp follows from the one before and from what changed, so that equal stamps mean equal organisations.
 */
export const OrganisationRevision = record('organisation-revision', {
  prefix: 'r',
  schema: z.strictObject({
    stamp: z.string(),
    changes: z.number(),
    /** The last changes, the latest at the end: whoever knows one of these stamps reads only what changed since. */
    recent: z.array(Change).optional(),
  }),
  keepSteps: 20,
})
export type OrganisationRevision = RecordOf<typeof OrganisationRevision>

/** Of all recent changes together: more is read anew as a whole. */
const MOST_PARTS = 60

/** There is one. */
export const REVISION_ID = 'r-organisation'

const forgetting = new WeakMap<object, () => void>()

/** Has `forget` called as soon as this process changes the organisation. */
export const whenTouched = (reader: object, forget: () => void): void => void forgetting.set(reader, forget)

export const touch = operation({
  name: 'people.touch',
  summary: 'Says that the organisation has changed, so that nobody answers from an old one.',
  allow: 'system',
  audited: false,
  input: z.strictObject({ because: z.string(), parts: z.array(Part).optional() }),
  output: z.strictObject({}),
  async run(context, { because, parts }) {
    const known = await context.read(OrganisationRevision).get(REVISION_ID)
    const stamp = digestOf([known?.data.stamp ?? '', because, context.key])
    if (known === undefined) return create(OrganisationRevision, REVISION_ID, { stamp, changes: 1 })
    const revision = await context.load(OrganisationRevision, REVISION_ID)
    const { stamp: after, changes, recent = [] } = revision.data
    const next = parts === undefined ? [] : newest([...recent, { after, parts }])
    return change(OrganisationRevision, revision, { stamp, changes: changes + 1, recent: next })
  },
  outputOf: (_stored, context) => {
    forgetting.get(context.read(OrganisationRevision))?.()
    return {}
  },
})

const newest = (changes: readonly z.infer<typeof Change>[]): z.infer<typeof Change>[] => {
  let parts = 0
  const first = changes.findLastIndex((each) => {
    parts += Math.max(1, each.parts.length)
    return parts > MOST_PARTS
  })
  return changes.slice(first + 1)
}

/**
 * What a change of the organisation wishes at its end. `because` is what changed; `parts` are all the records that
 * stand otherwise since, and nobody learns of the others.
 */
export const touching = (because: unknown, parts: readonly Part[]): Wish => ({
  do: 'people.touch',
  input: { because: digestOf(because), ...(parts.length > MOST_PARTS ? {} : { parts }) },
})

/** What changed from an earlier stamp until now; undefined where that is not known any more. */
export const changedSince = ({ recent = [] }: OrganisationRevision, stamp: string): readonly Part[] | undefined => {
  const from = recent.findIndex(({ after }) => after === stamp)
  if (from < 0) return undefined
  const parts = recent.slice(from).flatMap((each) => each.parts)
  return [...new Map(parts.map((part) => [`${part.kind} ${part.id}`, part])).values()]
}
