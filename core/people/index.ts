/** Units, posts, people and the chats that they write from: who is who, who leads whom, who may act as whom. */

import { Office } from '../content/office.ts'
import { feature } from '../feature.ts'
import { Account } from './account.ts'
import { attach, bind } from './bind.ts'
import { Posts, Units } from './content.ts'
import { hold, vacate } from './holding.ts'
import { applyRows, importRows, stageRows } from './import/operations.ts'
import { putPerson, putPost, putUnit } from './import/put.ts'
import { Import, ImportChunk } from './import/record.ts'
import { Invitation } from './invitation.ts'
import { invite, inviteMany } from './invite.ts'
import { leave, release } from './leave.ts'
import { Person } from './person.ts'
import { Places } from './places.ts'
import { Post } from './post.ts'
import { prefer, quiet, stop } from './preference-commands.ts'
import { setAway, setPreferences } from './preferences.ts'
import { find, showOrganisation, showPerson, whoami } from './queries.ts'
import { OrganisationRevision, touch } from './revision.ts'
import { unbind } from './unbind.ts'
import { Unit } from './unit.ts'

export { accountKey } from './account.ts'
export { actorOf, addressesOf, personActor, reachOf } from './actor-of.ts'
export { bind } from './bind.ts'
export { organisationInContent } from './content.ts'
export { importRows } from './import/operations.ts'
export type { ImportResult } from './import/record.ts'
export { tableNotices } from './import/table-notices.ts'

export { invite, inviteMany } from './invite.ts'
export { leave } from './leave.ts'
export type { Organisation } from './organisation.ts'

export { setAway, setPreferences } from './preferences.ts'
export { whoami } from './queries.ts'
export { organisation, type PeopleReader } from './read-organisation.ts'

export { PEOPLE_FILE, seedOrganisation } from './seed.ts'
export { unbind } from './unbind.ts'
export type { Level } from './unit.ts'

export const people = feature({
  name: 'people',
  records: [Unit, Post, Person, Account, Invitation, OrganisationRevision, Import, ImportChunk],
  operations: [
    ...[touch, importRows, stageRows, applyRows, putUnit, putPost, putPerson, hold, vacate],
    ...[invite, inviteMany, bind, attach, unbind, leave, release, setPreferences, setAway],
    ...[whoami, showOrganisation, showPerson, find],
  ],
  commands: [quiet, stop, prefer],
  content: [Units, Posts, Places, Office],
})
