/** Something that an audience is asked or told within a window: one mechanism for notices, forms, pledges and lessons. */
import { feature } from '../feature.ts'
import { Addressee } from './addressee.ts'
import { settle } from './answer.ts'
import { Campaign } from './campaign.ts'
import { campaignDates, settleDate } from './dated.ts'
import { enlist, send } from './enlist.ts'
import { beginErrand, Errand } from './errand.ts'
import { goOn } from './go-on.ts'
import { letGo } from './leaving.ts'
import { open } from './open.ts'
import { peopleOf, unreached, waitingForMe } from './people-of.ts'
import { cancel, close, correct, extend, remind, retry } from './steer.ts'
import { CampaignExport, takePeople } from './take.ts'
import { correctOne, extendOne, letGoOne, moveOne, remindOne } from './tell-one.ts'
import { coverage, list, totals } from './totals.ts'
import { campaignsWaiting } from './waiting.ts'

export { settle } from './answer.ts'
export { Campaign, Kind } from './campaign.ts'
export { campaignNamed } from './campaign-named.ts'
export { checkWindow, open } from './open.ts'
export { type AddresseeRow, peopleOf, unreached, waitingForMe } from './people-of.ts'
export { peopleCells, peopleHeadings } from './people-table.ts'
export { profiles } from './profiles.ts'
export { cancel, close, extend, remind, retry } from './steer.ts'
export { everybody, takePeople } from './take.ts'
export { wishTo } from './telling.ts'
export { coverage, list, READERS, totals } from './totals.ts'
export { checkVariables, filled, variableInWords, variablesIn } from './variables.ts'

export const campaigns = feature({
  name: 'campaigns',
  records: [Campaign, Addressee, Errand, CampaignExport],
  operations: [
    ...[open, settle, remind, close, extend, cancel, correct, retry],
    ...[totals, coverage, peopleOf, unreached, list, waitingForMe, takePeople],
    ...[beginErrand, goOn, enlist, send, letGo, letGoOne, remindOne, correctOne, moveOne, extendOne, settleDate],
  ],
  dated: campaignDates,
  waiting: [campaignsWaiting],
})
