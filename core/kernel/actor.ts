import { z } from 'zod'

/**
 * What a member of the office's staff, or a unit's handler, may be trusted with; and the two who look around for the
 * office: information officers 信息员 and invited supervisors 特邀监督员; and the members of contact points 联系点成员.
 */
export const Role = z.enum([
  ...['viewer', 'handler', 'officer', 'director', 'custodian', 'auditor', 'administrator'],
  ...['information-officer', 'supervisor'],
  ...['contact-point'],
] as const)
export type Role = z.infer<typeof Role>

/**
 * Who acts. A citizen is nobody in particular: at most the blinded key of the chat that they
 * write from, and the case whose secret code was given there (`follows`).
 */
export type Actor =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'citizen'
      readonly chat?: string
      readonly follows?: string
      /** Is a member of a contact point; nothing says which. */
      readonly isMember?: boolean
    }
  | {
      readonly kind: 'person'
      readonly person: string
      readonly roles: readonly Role[]
      /** Codes of the units in which the person holds a post, or stands in for its holder. */
      readonly units: readonly string[]
      readonly chat?: string
      readonly follows?: string
    }

export const SYSTEM: Actor = { kind: 'system' }

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => roles.includes(role)))

/** How an actor stands in histories and in the audit: never a platform's id, never anything of a citizen. */
export const actorName = (actor: Actor): string => (actor.kind === 'person' ? `person:${actor.person}` : actor.kind)

/** The code of the person who stands under such a name; of whoever is none, nothing. */
export const personIn = (name: string): string | undefined =>
  name.startsWith('person:') ? name.slice('person:'.length) : undefined
