import { z } from 'zod'
import { forbidden, notFound } from '../kernel/errors.ts'
import { query } from '../kernel/operation.ts'
import { isPrivate, PledgeReceipt } from './pledge.ts'
import { Proven } from './proof.ts'

const Row = z.strictObject({ receipt: z.string(), title: z.string(), name: z.string(), signedAt: z.string() })

/** What whoever asks has signed in all years, the newest first. */
export const mine = query({
  name: 'pledges.mine',
  summary: 'List what whoever asks has signed in all years, the newest first',
  allow: 'person',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20), after: z.string().optional() }),
  output: z.strictObject({ rows: z.array(Row), next: z.string().optional() }),
  async run(context, { limit, after }) {
    const { actor } = context
    if (actor.kind !== 'person') return { rows: [] }
    const page = await context.read(PledgeReceipt).page({
      where: { 'data.person': actor.person },
      order: ['-data.signedAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const rows = page.rows.map(({ id, data: { title, name, signedAt } }) => ({ receipt: id, title, name, signedAt }))
    return { rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

/** What a unit's people have signed 公开: who, what and when; nothing that anybody filled in, and nothing of families. */
export const ofUnit = query({
  name: 'pledges.ofUnit',
  summary: 'List who of a unit has signed what, without anything that was filled in',
  allow: 'person',
  input: z.strictObject({
    unit: z.string(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().optional(),
  }),
  output: z.strictObject({ rows: z.array(Row.omit({ receipt: true })), next: z.string().optional() }),
  async run(context, { unit, limit, after }) {
    const { actor } = context
    const isOwn = actor.kind === 'person' && (actor.units.includes(unit) || actor.roles.length > 0)
    if (!isOwn && actor.kind !== 'system') throw forbidden()
    const page = await context.read(PledgeReceipt).page({
      where: { 'data.unit': unit, 'data.kind': { not: 'family' } },
      order: ['-data.signedAt'],
      limit,
      ...(after === undefined ? {} : { after }),
    })
    const rows = page.rows.map(({ data: { title, name, signedAt } }) => ({ title, name, signedAt }))
    return { rows, ...(page.next === undefined ? {} : { next: page.next }) }
  },
})

const nameOnPage = (kind: string, isHidden: boolean): 'shown' | 'hidden' | 'never' =>
  isPrivate(kind) ? 'never' : isHidden ? 'hidden' : 'shown'

/** One's own receipt, as a third party can check it. */
export const receipt = query({
  name: 'pledges.receipt',
  summary: 'The receipt of a pledge that whoever asks has signed, for checking by anybody',
  allow: 'person',
  input: z.strictObject({ receipt: z.string() }),
  output: z.strictObject({
    ...{ proof: Proven, signedAt: z.string(), title: z.string() },
    /** Whether there is anything to choose: of a family's pledge the public page names nobody. */
    nameOnPage: z.enum(['shown', 'hidden', 'never']),
  }),
  async run(context, { receipt: id }) {
    const { actor } = context
    const found = (await context.read(PledgeReceipt).get(id))?.data
    const isOwn = actor.kind === 'system' || (actor.kind === 'person' && actor.person === found?.person)
    if (found === undefined || !isOwn) throw notFound('pledges.unknown-receipt')
    const { proof, signedAt, title, kind, nameHidden } = found
    return { proof, signedAt, title, nameOnPage: nameOnPage(kind, nameHidden) }
  },
})
