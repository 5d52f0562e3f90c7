import type { Actor } from '../kernel/actor.ts'
import { Account, inOrderOfPreference, type SealedAddress } from './account.ts'
import { Person } from './person.ts'
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
): Promise<readonly SealedAddress[]> => {
  const found = await reader.read(Person).get(person)
  if (found?.data.state !== 'active') return []
  const { rows } = await reader.read(Account).page({ where: { 'data.person': person }, order: ['data.boundAt'] })
  return inOrderOfPreference(rows, found.data.channel)
}
