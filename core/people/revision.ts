import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import { type RecordOf, record } from '../kernel/record.ts'
import { digestOf } from '../kernel/trail.ts'

/**
 * Stands for everything that the organisation is made of: whoever changed a unit, a post or who holds it gives it a new
 * stamp. A stamp follows from the one before and from what changed, so that equal stamps mean equal organisations.
 */
export const OrganisationRevision = record('organisation-revision', {
  prefix: 'r',
  schema: z.strictObject({ stamp: z.string(), changes: z.number() }),
  keepSteps: 20,
})
export type OrganisationRevision = RecordOf<typeof OrganisationRevision>

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
  input: z.strictObject({ because: z.string() }),
  output: z.strictObject({}),
  async run(context, { because }) {
    const known = await context.read(OrganisationRevision).get(REVISION_ID)
    const stamp = digestOf([known?.data.stamp ?? '', because, context.key])
    if (known === undefined) return create(OrganisationRevision, REVISION_ID, { stamp, changes: 1 })
    const revision = await context.load(OrganisationRevision, REVISION_ID)
    return change(OrganisationRevision, revision, { stamp, changes: revision.data.changes + 1 })
  },
  outputOf: (_stored, context) => {
    forgetting.get(context.read(OrganisationRevision))?.()
    return {}
  },
})

/** What a change of the organisation wishes at its end; `because` is the digest of what changed. */
export const touching = (because: unknown): Wish => ({ do: 'people.touch', input: { because: digestOf(because) } })
