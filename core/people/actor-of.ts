import type { Actor } from '../kernel/actor.ts'
import { Account, inOrderOfPreference, type SealedAddress } from './account.ts'
import { Person, type QuietHours } from './person.ts'
import { organisation, type PeopleReader } from './read-organisation.ts'

/**
 * Who acts when something comes from the chat of this key (`accountKey`): the person that it is bound to, with the
 * roles and units of now, or a citizen.
 */
export const actorOf = async (reader: PeopleReader, account: string): Promise<Actor> => {
  const person = (await organisation(reader)).boundTo(account)
  const actor = person === undefined ? undefined : await personActor(reader, person)
  return actor ?? { kind: 'citizen', chat: account }
}

/** The actor that a person is now; undefined once they left. */
export const personActor = async (reader: PeopleReader, person: string): Promise<Actor | undefined> => {
  const now = await organisation(reader)
  if (now.person(person)?.state !== 'active') return undefined
  return { kind: 'person', person, ...now.standing(person) }
}

/** Where a person can be reached, sealed, in order of preference; nowhere once they left. */
export const addressesOf = async (
  reader: Pick<PeopleReader, 'read'>,
  person: string,
): Promise<readonly SealedAddress[]> => (await reachOf(reader, person)).ways

/** How and when a person wants to be written to. */
export interface Reach {
  /** None once they left. */
  readonly ways: readonly SealedAddress[]
  readonly language: Person['language']
  readonly quietHours?: QuietHours
  /** Wants no notices. */
  readonly declines?: boolean
}

export const reachOf = async (reader: Pick<PeopleReader, 'read'>, person: string): Promise<Reach> => {
  const found = (await reader.read(Person).get(person))?.data
  if (found?.state !== 'active') return { ways: [], language: found?.language ?? 'zh-CN' }
  const { rows } = await reader.read(Account).page({ where: { 'data.person': person }, order: ['data.boundAt'] })
  const { language, quietHours, declines, channel } = found
  return {
    ways: inOrderOfPreference(rows, channel),
    language,
    ...(quietHours === undefined ? {} : { quietHours }),
    ...(declines === undefined ? {} : { declines }),
  }
}
