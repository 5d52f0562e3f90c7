/** Pledges 廉政承诺书 (D15): read in chat, signed once, and proved to anybody by a receipt. */
import { feature } from '../feature.ts'
import { ask } from './ask.ts'
import { checkCode, dropCode, sendCode } from './code.ts'
import { signerCommands } from './commands.ts'
import { copy, handOver } from './copy.ts'
import { pledgesDone } from './done.ts'
import { pledgeLedger } from './ledger.ts'
import { officeCommands } from './office-commands.ts'
import { PledgeCode, PledgeReading, PledgeReceipt, PledgeRound } from './pledge.ts'
import { mine, ofUnit, receipt } from './queries.ts'
import { blanks, decline, fill, read } from './read.ts'
import { renew, renewal, renewDue } from './renew.ts'
import { showName } from './show-name.ts'
import { sign } from './sign.ts'
import { PledgeExport, pledgeTake, takeBoard } from './take.ts'
import { Templates } from './template.ts'
import { discard, draft, pledgeBook, publish, text, texts, withdraw } from './texts/book.ts'
import { textCommands } from './texts/commands.ts'
import { checkFile, keys, verify } from './verify.ts'

export { check, checkChain, type Finding, type Proven, receiptsIn } from './proof.ts'
export { checkFile, keys, MOST_CHARACTERS, verify } from './verify.ts'

export const pledges = feature({
  name: 'pledges',
  records: [PledgeRound, PledgeReading, PledgeReceipt, PledgeCode, PledgeExport, pledgeBook.record],
  operations: [
    ask,
    read,
    fill,
    blanks,
    decline,
    sign,
    sendCode,
    checkCode,
    dropCode,
    takeBoard,
    mine,
    ofUnit,
    receipt,
    copy,
    handOver,
    showName,
    verify,
    checkFile,
    keys,
    ...[draft, publish, discard, withdraw, texts, text],
    renewDue,
    renew,
  ],
  commands: [...signerCommands, ...officeCommands, pledgeTake, ...textCommands],
  jobs: [renewal],
  done: [pledgesDone],
  ledgers: [pledgeLedger],
  content: [Templates],
})
