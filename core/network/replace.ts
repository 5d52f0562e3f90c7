import { z } from 'zod'
import { actorName, hasRole } from '../kernel/actor.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { change, create, type Wish } from '../kernel/outcome.ts'
import { type RecordOf, record, type Stored } from '../kernel/record.ts'
import { Person } from '../people/person.ts'
import { touching } from '../people/revision.ts'
import { Stratum } from '../people/stratum.ts'
import { Code } from '../people/unit.ts'

/** Why somebody is no member any more. */
export const Why = z.enum(['moved', 'declined', 'term', 'health', 'died', 'other'])

/** What a member is counted for: the quotas count seats. */
const Seat = z.strictObject({ stratum: Stratum.optional(), place: z.string().optional() })

/** That somebody is no member of a contact point any more, and who came after them. */
export const Departure = record('member-departure', {
  prefix: 'md',
  schema: z.strictObject({
    person: Code,
    why: Why,
    seat: Seat,
    successor: Code.optional(),
    ...{ at: z.string(), by: z.string() },
  }),
  indexes: [{ paths: ['data.at'] }],
})
type Departure = RecordOf<typeof Departure>

const MEMBER = 'contact-point' as const

/**
 * Ends a membership: the seat is free, forms that are open are asked of them no more. What they told stays as sealed as
 * it was. An officer says it of a member, a member only of themselves.
 */
export const endMembership = operation({
  name: 'network.endMembership',
  summary: 'Record that somebody is no member of a contact point any more; members may say so of themselves',
  allow: ['officer', 'administrator', MEMBER],
  input: z.strictObject({
    /** Whoever asks, where absent. */
    person: Code.optional(),
    why: Why.default('declined'),
  }),
  output: z.strictObject({ departure: z.string(), person: Code, seat: Seat }),
  async run(context, { person: named, why }) {
    const { actor } = context
    const own = actor.kind === 'person' ? actor.person : undefined
    const person = named ?? own ?? ''
    if (person !== own && !hasRole(actor, 'officer', 'administrator')) throw refusal('network.not-yours')
    const { data } = (await context.read(Person).get(person)) ?? {}
    if (data === undefined || data.state === 'left' || !data.roles.includes(MEMBER)) throw refusal('network.no-member')
    const seat = {
      ...(data.stratum === undefined ? {} : { stratum: data.stratum }),
      ...(data.place === undefined ? {} : { place: data.place }),
    }
    const release: Wish = { do: 'people.release', input: { person, role: MEMBER } }
    const departure = { person, why, seat, at: context.now, by: actorName(actor) }
    return create(Departure, context.newId(Departure), departure, [release])
  },
  outputOf: ({ id, data: { person, seat } }: Stored<Departure>) => ({ departure: id, person, seat }),
})

/** Takes in a member in the seat of one who left. */
export const succeed = operation({
  name: 'network.succeed',
  summary: 'Take in a member of a contact point in place of one who left',
  allow: ['officer', 'administrator'],
  input: z.strictObject({ departure: z.string().max(60), name: z.string().trim().min(1).max(40) }),
  output: z.strictObject({ person: Code, seat: Seat }),
  async run(context, { departure, name }) {
    if ((await context.read(Departure).get(departure)) === undefined) throw refusal('network.no-departure')
    const stored = await context.load(Departure, departure)
    if (stored.data.successor !== undefined) throw refusal('network.seat-taken')
    const code = context.newId(Person)
    const fields = { name, roles: [MEMBER], ...stored.data.seat }
    return change(Departure, stored, { ...stored.data, successor: code }, [
      { do: 'people.putPerson', input: { code, fields, from: departure, at: context.now } },
      touching(code, [{ kind: 'person', id: code }]),
    ])
  },
  outputOf: ({ data: { successor = '', seat } }: Stored<Departure>) => ({ person: successor, seat }),
})
