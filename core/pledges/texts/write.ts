import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Campaign } from '../../campaigns/index.ts'
import { actorName } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { notFound, refusal } from '../../kernel/errors.ts'
import { operation } from '../../kernel/operation.ts'
import { change, create, type Wish } from '../../kernel/outcome.ts'
import type { Stored } from '../../kernel/record.ts'
import { PledgeRound } from '../pledge.ts'
import { type Template, TemplateName, TemplateSchema, textHash } from '../template.ts'
import { NOTHING_WRITTEN, PledgeText, type Standing, standingPledge, textId } from './book.ts'
import { faultsOf } from './faults.ts'

const WRITERS = ['officer', 'director'] as const
const Reason = z.string().trim().min(2).max(500)

/** Tells one draft from what somebody else made of it meanwhile. */
export const markOf = (template: Template): string =>
  createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 12)

const nameOf = (id: string): string => id.slice(PledgeText.prefix.length + 1)

/** @throws Refusal `pledges.unknown-template` */
const found = async (context: Context, name: string): Promise<Standing> => {
  const pledge = await standingPledge(context, name)
  if (pledge === undefined) throw notFound('pledges.unknown-template', { template: name })
  return pledge
}

const keep = async (
  context: Context,
  name: string,
  next: (before: PledgeText) => PledgeText,
  wishes: readonly Wish[] = [],
) => {
  const id = textId(name)
  if ((await context.read(PledgeText).get(id)) === undefined)
    return create(PledgeText, id, next(NOTHING_WRITTEN), wishes)
  const stored = await context.load(PledgeText, id)
  return change(PledgeText, stored, next(stored.data), wishes)
}

/** Whatever it lacks is kept with it: it becomes a version only once nothing does. */
export const draft = operation({
  name: 'pledges.draft',
  summary: 'Write the text of a pledge, or the next version of one, as a draft; says what it still lacks',
  allow: [...WRITERS],
  input: TemplateSchema.omit({ version: true, name: true }).extend({
    /** Of the pledge that is written anew; a new one where it is absent. */
    name: TemplateName.optional(),
  }),
  output: z.strictObject({ name: z.string(), version: z.number(), mark: z.string(), faults: z.array(z.string()) }),
  async run(context, { name = `own-${context.newId(PledgeText).toLowerCase().slice(2, 22)}`, ...written }) {
    const version = ((await standingPledge(context, name))?.template?.version ?? 0) + 1
    const template = { ...written, name, version }
    const by = { by: actorName(context.actor), at: context.now }
    return keep(context, name, (before) => ({ ...before, draft: { ...by, template } }))
  },
  outputOf: ({ id, data }: Stored<PledgeText>) => {
    const template = data.draft?.template
    return {
      ...{ name: nameOf(id), version: template?.version ?? 0 },
      mark: template === undefined ? '' : markOf(template),
      faults: template === undefined ? [] : [...faultsOf(template)].map(({ kind, name }) => `${kind} ${name}`),
    }
  },
})

const Version = z.strictObject({ name: z.string(), version: z.number(), title: z.string() })

const versionOf = ({ id, data }: Stored<PledgeText>): z.infer<typeof Version> => {
  const last = data.versions.at(-1)?.template
  return { name: nameOf(id), version: last?.version ?? 0, title: last?.title ?? '' }
}

/** Puts a draft in force. Whoever was asked for the version before is asked again for this one. */
export const publish = operation({
  name: 'pledges.publish',
  summary: 'Put the draft of a pledge in force as its next version; those who were asked before are asked again',
  allow: [...WRITERS],
  input: z.strictObject({
    name: TemplateName,
    /** The mark of the draft that was looked at: nobody puts in force what another changed meanwhile. */
    mark: z.string().max(20).optional(),
  }),
  output: Version,
  async run(context, { name, mark }) {
    const pledge = await found(context, name)
    if (pledge.draft === undefined) throw refusal('pledges.no-draft')
    const { template } = pledge.draft
    if (mark !== undefined && mark !== markOf(template)) throw refusal('pledges.draft-changed')
    const [fault] = faultsOf(template)
    if (fault !== undefined) throw refusal(`pledges.faulty-${fault.kind}`, { name: fault.name })
    const { template: before } = pledge
    if (before !== undefined && pledge.withdrawn === undefined && isSame(before, template))
      throw refusal('pledges.nothing-changed')
    const version = (before?.version ?? 0) + 1
    const by = { by: actorName(context.actor), at: context.now }
    return keep(
      context,
      name,
      ({ draft: _done, ...rest }) => ({
        ...rest,
        versions: [...rest.versions, { ...by, template: { ...template, version } }],
      }),
      [{ do: 'pledges.renewDue', input: { at: context.now } }],
    )
  },
  outputOf: versionOf,
})

const isSame = (a: Template, b: Template): boolean =>
  markOf({ ...a, version: 0 }) === markOf({ ...b, version: 0 }) && textHash(a) === textHash(b)

/** Throws a draft away; the versions stay. */
export const discard = operation({
  name: 'pledges.discard',
  summary: 'Throw the draft of a pledge away',
  allow: [...WRITERS],
  input: z.strictObject({ name: TemplateName }),
  output: z.strictObject({ name: z.string() }),
  async run(context, { name }) {
    if ((await found(context, name)).draft === undefined) throw refusal('pledges.no-draft')
    return keep(context, name, ({ draft: _thrown, ...rest }) => rest)
  },
  outputOf: ({ id }: Stored<PledgeText>) => ({ name: nameOf(id) }),
})

/**
 * Takes the version in force back: from this moment nobody can sign it, also whoever is reading it, and who is still
 * asked need not answer. What was signed stays signed and readable.
 */
export const withdraw = operation({
  name: 'pledges.withdraw',
  summary: 'Withdraw the version of a pledge that is in force: nobody can sign it any more, what was signed stays',
  allow: [...WRITERS],
  input: z.strictObject({ name: TemplateName, reason: Reason }),
  output: z.strictObject({ name: z.string(), version: z.number() }),
  async run(context, { name, reason }) {
    const { template, withdrawn } = await found(context, name)
    if (template === undefined || withdrawn !== undefined) throw refusal('pledges.not-in-force')
    const now = { version: template.version, reason, by: actorName(context.actor), at: context.now }
    return keep(
      context,
      name,
      (before) => ({ ...before, withdrawn: [...before.withdrawn, now] }),
      await cancelling(context, name),
    )
  },
  outputOf: ({ id, data }: Stored<PledgeText>) => ({ name: nameOf(id), version: data.withdrawn.at(-1)?.version ?? 0 }),
})

/** The campaigns of a pledge that are still open, to be taken back. */
const cancelling = async (context: Context, name: string): Promise<readonly Wish[]> => {
  const wishes: Wish[] = []
  for await (const { data } of context.read(PledgeRound).stream({ where: { 'data.template': name } })) {
    const campaign = await context.read(Campaign).get(data.campaign)
    if (campaign?.data.state === 'open') wishes.push({ do: 'campaigns.cancel', input: { campaign: campaign.id } })
  }
  return wishes
}
