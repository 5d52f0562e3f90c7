/** The gift register 礼品礼金登记 (D20): declared in chat, kept by two, added to and never edited. */
import { feature } from '../feature.ts'
import { declarerCommands } from './commands.ts'
import { declare } from './declare.ts'
import { giftsDone } from './done.ts'
import { Gift } from './gift.ts'
import { giftLedger } from './ledger.ts'
import { officeCommands } from './office-commands.ts'
import { GiftOffice } from './officers.ts'
import { kept, mine, receipt, show, totals } from './queries.ts'
import { add, book, confirm, dispose, take } from './steps.ts'
import { GiftExport, takeOut } from './take-out.ts'
import { giftsWaiting } from './waiting.ts'

export const gifts = feature({
  name: 'gifts',
  records: [Gift, GiftExport],
  operations: [declare, add, book, take, confirm, dispose, mine, kept, show, receipt, totals, takeOut],
  commands: [...declarerCommands, ...officeCommands],
  ledgers: [giftLedger],
  waiting: [giftsWaiting],
  done: [giftsDone],
  content: [GiftOffice],
})
