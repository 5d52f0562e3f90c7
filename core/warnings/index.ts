/**
 * Warnings to cadres, from their issue to their end. Others warn by wishing `warnings.raise`, and read what became of it
 * from the record `Warning` (`warning.ts`), whose `steps` say who did what, when, on which channel.
 */
import { feature } from '../feature.ts'
import { listCommands } from './chat/list-commands.ts'
import { officeCommands } from './chat/office-commands.ts'
import { personCommands } from './chat/person-commands.ts'
import { plainWords } from './chat/plain-words.ts'
import { warningDates } from './dated.ts'
import { Digest, digestHandedOver, note, sendDigest } from './digest.ts'
import { answeredByMe, warningsDone } from './done.ts'
import { issue, raise } from './issue.ts'
import { warningLedger } from './ledger.ts'
import { list, read } from './lists.ts'
import { handedOver, look } from './look.ts'
import {
  acceptAnswer,
  closeWarning,
  grantTime,
  overruleDispute,
  refuseTime,
  returnAnswer,
  upholdDispute,
  withdrawWarning,
} from './office-steps.ts'
import { acknowledge, answerWarning, askTime, dispute } from './person-steps.ts'
import { Settings } from './settings.ts'
import { settleDue } from './settle-due.ts'
import { warningsWaiting } from './waiting.ts'
import { Warning } from './warning.ts'

export const warnings = feature({
  name: 'warnings',
  records: [Warning, Digest],
  operations: [
    ...[issue, raise, list, read, answeredByMe],
    ...[acknowledge, answerWarning, askTime, dispute],
    ...[acceptAnswer, returnAnswer, closeWarning, withdrawWarning],
    ...[grantTime, refuseTime, upholdDispute, overruleDispute],
    ...[settleDue],
    ...[handedOver, look, note, sendDigest, digestHandedOver],
  ],
  commands: [...listCommands, ...personCommands, ...plainWords, ...officeCommands],
  waiting: [warningsWaiting],
  done: [warningsDone],
  dated: warningDates,
  ledgers: [warningLedger],
  content: [Settings],
})
