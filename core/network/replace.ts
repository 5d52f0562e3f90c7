import { z } from 'zod'
import { actorName, Role } from '../kernel/actor.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { create, type Wish } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Person } from '../people/person.ts'
import { touching } from '../people/revision.ts'
import { Stratum } from '../people/stratum.ts'
import { Code } from '../people/unit.ts'

/** Why somebody is no member any more. */
export const Why = z.enum(['moved', 'declined', 'term', 'health', 'died', 'other'])
export type Why = z.infer<typeof Why>

const Seat = { stratum: Stratum.optional(), place: z.string().optional() }

/** That somebody is no member of a contact point any more, and who came after them. */
export const Departure = record('member-departure', {
  prefix: 'md',
  schema: z.strictObject({ person: Code, name: z.string(), why: Why, ...Seat, at: z.string(), by: z.string() }),
  indexes: [{ paths: ['data.at'] }],
})
type Departure = RecordOf<typeof Departure>

const Done = z.strictObject({ departure: z.string(), name: z.string(), why: Why, ...Seat })

/**
 * Ends a membership: the place in the quota is free, forms that are open are asked of them no more. What they told
 * stays as sealed as it was. An officer says it of a member, a member only of themselves.
 */
export const endMembership = operation({
  name: 'network.endMembership',
  summary: 'Record that somebody is no member of a contact point any more; members may say so of themselves',
  allow: ['officer', 'administrator', 'contact-point'],
  input: z.strictObject({
    /** Whoever asks, where absent. */
    person: Code.optional(),
    why: Why.default('declined'),
  }),
  output: Done,
  async run(context, { person: named, why }) {
    const { actor } = context
    const own = actor.kind === 'person' ? actor.person : undefined
    const person = named ?? own ?? ''
    const isOffice =
      actor.kind !== 'person' || actor.roles.some((role) => role === 'officer' || role === 'administrator')
    if (!isOffice && person !== own) throw refusal('network.not-yours')
    const { data } = (await context.read(Person).get(person)) ?? {}
    if (data === undefined || data.state === 'left' || !data.roles.includes('contact-point'))
      throw refusal('network.no-member')
    const { name, stratum, place } = data
    const seat = { ...(stratum === undefined ? {} : { stratum }), ...(place === undefined ? {} : { place }) }
    const release: Wish = { do: 'people.release', input: { person, role: Role.enum['contact-point'] } }
    return create(
      Departure,
      context.newId(Departure),
      { person, name, why, ...seat, at: context.now, by: actorName(actor) },
      [release],
    )
  },
  outputOf: ({ id, data: { name, why, stratum, place } }: Stored<Departure>) => ({
    ...{ departure: id, name, why },
    ...(stratum === undefined ? {} : { stratum }),
    ...(place === undefined ? {} : { place }),
  }),
})

/** That somebody was taken in, alone and not by an import. */
export const Enrolment = record('member-enrolment', {
  prefix: 'mn',
  schema: z.strictObject({
    ...{ person: Code, name: z.string(), ...Seat },
    /** Whose seat they took. */
    after: z.string().optional(),
    ...{ at: z.string(), by: z.string() },
  }),
  indexes: [{ paths: ['data.after'] }, { paths: ['data.at'] }],
})
type Enrolment = RecordOf<typeof Enrolment>

/** Takes in a member in the seat, which is a stratum and a place, of one who left. */
export const succeed = operation({
  name: 'network.succeed',
  summary: 'Take in a member of a contact point in place of one who left',
  allow: ['officer', 'administrator'],
  input: z.strictObject({ departure: z.string().max(60), name: z.string().trim().min(1).max(40) }),
  output: z.strictObject({ person: Code, name: z.string(), ...Seat }),
  async run(context, { departure, name }) {
    const left = (await context.read(Departure).get(departure))?.data
    if (left === undefined) throw refusal('network.no-departure')
    if ((await context.read(Enrolment).first({ where: { 'data.after': departure } })) !== undefined)
      throw refusal('network.seat-taken')
    const { stratum, place } = left
    const seat = { ...(stratum === undefined ? {} : { stratum }), ...(place === undefined ? {} : { place }) }
    const id = context.newId(Enrolment)
    const fields = { name, roles: ['contact-point'], ...seat }
    const put: Wish = { do: 'people.putPerson', input: { code: id, fields, from: departure, at: context.now } }
    return create(
      Enrolment,
      id,
      { person: id, name, ...seat, after: departure, at: context.now, by: actorName(context.actor) },
      [put, touching(id, [{ kind: 'person', id }])],
    )
  },
  outputOf: ({ data: { person, name, stratum, place } }: Stored<Enrolment>) => ({
    ...{ person, name },
    ...(stratum === undefined ? {} : { stratum }),
    ...(place === undefined ? {} : { place }),
  }),
})
