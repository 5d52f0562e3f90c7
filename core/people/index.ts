/** Units, posts, people and the chats that they write from: who is who, who leads whom, who may act as whom. */
import { feature } from '../kernel/feature.ts'
import { Account } from './account.ts'
import { Invitation } from './invitation.ts'
import { Person } from './person.ts'
import { Places } from './places.ts'
import { Post } from './post.ts'
import { OrganisationRevision, touch } from './revision.ts'
import { Unit } from './unit.ts'

export { accountKey, addressBond, type SealedAddress } from './account.ts'
export { actorOf, addressesOf, personActor } from './actor-of.ts'
export { codeInPayload, invitationPayload } from './invitation.ts'
export type { Organisation } from './organisation.ts'
export type { Person, QuietHours } from './person.ts'
export { type Place, Places, placeIndex } from './places.ts'
export type { Grade, Post, Rank } from './post.ts'
export { organisation, type PeopleReader } from './read-organisation.ts'
export type { Leader } from './responsibility.ts'
export { type Level, levelsBelow, type Unit } from './unit.ts'

export const people = feature({
  name: 'people',
  records: [Unit, Post, Person, Account, Invitation, OrganisationRevision],
  operations: [touch],
  content: [Places],
})
