/** Something that an audience is asked or told within a window: one mechanism for notices, forms, pledges and lessons. */
import { feature } from '../kernel/feature.ts'
import { Addressee } from './addressee.ts'
import { settle } from './answer.ts'
import { Campaign } from './campaign.ts'
import { enlist, send } from './enlist.ts'
import { beginErrand, Errand } from './errand.ts'
import { goOn } from './go-on.ts'
import { open } from './open.ts'
import { peopleOf, waitingForMe } from './people-of.ts'
import { remindOne } from './remind-one.ts'
import { close, remind } from './steer.ts'
import { coverage, list, totals } from './totals.ts'

export { settle } from './answer.ts'
export { open } from './open.ts'
export { peopleOf, waitingForMe } from './people-of.ts'
export { remind } from './steer.ts'
export { coverage, totals } from './totals.ts'

export const campaigns = feature({
  name: 'campaigns',
  records: [Campaign, Addressee, Errand],
  operations: [
    ...[open, settle, remind, close],
    ...[totals, coverage, peopleOf, list, waitingForMe],
    ...[beginErrand, goOn, enlist, send, remindOne],
  ],
})
