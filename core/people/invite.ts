import { z } from 'zod'
import type { Role } from '../kernel/actor.ts'
import { hasRole } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { DAY, later } from '../ports/clock.ts'
import { Invitation, invitationCode, invitationId, invitationPayload } from './invitation.ts'
import { Person } from './person.ts'
import { Code } from './unit.ts'

const Days = z.int().min(1).max(30).default(7)

const Invited = z.strictObject({
  person: Code,
  name: z.string(),
  /** Told this once; the store keeps only its blinded digest. */
  code: z.string(),
  /** For a deep link or a QR code. */
  payload: z.string(),
  expiresAt: z.string(),
})
type Invited = z.infer<typeof Invited>

/** Whom an officer may invite: whoever gets more trust than this is invited by an administrator. */
const ORDINARY: readonly Role[] = ['viewer', 'handler', 'information-officer', 'supervisor', 'contact-point']

export const invite = operation({
  name: 'people.invite',
  summary: 'Makes a single-use code with which a person binds a chat of theirs.',
  allow: ['administrator', 'officer'],
  input: z.strictObject({ person: Code, days: Days }),
  output: Invited,
  async run(context, { person, days }) {
    const found = await context.read(Person).get(person)
    if (found === undefined) throw notFound('people.unknown-person', { person })
    if (found.data.state === 'left') throw refusal('people.person-left', { name: found.data.name })
    if (!hasRole(context.actor, 'administrator') && found.data.roles.some((role) => !ORDINARY.includes(role))) {
      throw forbidden('people.administrator-invites')
    }
    const id = invitationId(context.seal, codeFor(context, person))
    return create(Invitation, id, { person, expiresAt: later(context.now, days * DAY), state: 'open' })
  },
  outputOf: (stored: Stored<Invitation>, context) => invited(stored, context),
})

const codeFor = (context: Context, person: string): string => invitationCode(context.seal, `${context.key}:${person}`)

const invited = async ({ data }: Stored<Invitation>, context: Context): Promise<Invited> => {
  const code = codeFor(context, data.person)
  const person = await context.read(Person).get(data.person)
  const name = person?.data.name ?? data.person
  return { person: data.person, name, code, payload: invitationPayload(code), expiresAt: data.expiresAt }
}

export const inviteMany = operation({
  name: 'people.inviteMany',
  summary: 'Makes an invitation for each of several people, as a list to hand out.',
  allow: ['administrator', 'officer'],
  input: z.strictObject({ people: z.array(Code).min(1).max(2_000), days: Days }),
  output: z.strictObject({ invitations: z.array(Invited) }),
  async run(context, { people, days }) {
    const invitations: Invited[] = []
    for (const person of new Set(people)) {
      invitations.push(await context.execute(invite, { person, days }, `invite-${person}`))
    }
    return answer({ invitations })
  },
  // It writes nothing itself, so there is no record to answer from.
  outputOf: () => ({ invitations: [] }),
})
