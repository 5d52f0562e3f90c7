import type { Actor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { type PeopleReader, personActor } from '../people/index.ts'
import type { Seal } from '../ports/seal.ts'
import { ApiToken, isToken, tokenId } from './token.ts'

/** What is needed to know who a token is. */
export interface TokenReader extends PeopleReader {
  readonly seal: Seal
  readonly now: string
}

export interface TokenHolder {
  /** The token's record. */
  readonly id: string
  readonly actor: Actor
  readonly lastUsedDay?: string
}

/** Who acts with `token` now. @throws Refusal 401 `access.token-unknown` | `access.token-revoked` | `access.token-expired` */
export const actorOfToken = async (reader: TokenReader, token: string): Promise<TokenHolder> => {
  const stored = isToken(token) ? await reader.read(ApiToken).get(tokenId(reader.seal, token)) : undefined
  if (stored === undefined) throw stranger('access.token-unknown')
  const { id, data } = stored
  if (data.revokedAt !== undefined) throw stranger('access.token-revoked')
  if (data.expiresAt <= reader.now) throw stranger('access.token-expired')
  const actor = await actorBehind(reader, stored)
  return { id, actor, ...(data.lastUsedDay === undefined ? {} : { lastUsedDay: data.lastUsedDay }) }
}

const actorBehind = async (reader: TokenReader, { id, data }: Stored<ApiToken>): Promise<Actor> => {
  const { person, roles, units } = data
  if (person === undefined) return { kind: 'person', person: `token:${id}`, roles, units }
  const now = await personActor(reader, person)
  // A token goes with its person, and loses what the person loses.
  if (now?.kind !== 'person') throw stranger('access.token-revoked')
  return {
    ...now,
    roles: roles.length === 0 ? now.roles : now.roles.filter((role) => roles.includes(role)),
    units: units.length === 0 ? now.units : now.units.filter((unit) => units.includes(unit)),
  }
}

const stranger = (code: string): Refusal => new Refusal(code, {}, 401)
