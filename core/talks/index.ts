/** Warning talks with cadres 警醒约谈 (D13), from the invitation until what they found is put right. */
import { feature } from '../feature.ts'
import { call, confirm, move } from './call.ts'
import { talkCommands } from './commands.ts'
import { list, read } from './lists.ts'
import { printMinutes } from './minutes.ts'
import { follow, giveBack, note, report, settle } from './problems.ts'
import { agree, askOther, cancel, hold, miss, object, remind, rewrite, say } from './steps.ts'
import { TalkRecord } from './talk.ts'

export const talks = feature({
  name: 'talks',
  records: [TalkRecord],
  operations: [
    ...[call, move, cancel, miss, hold, rewrite, note, settle, giveBack],
    ...[confirm, askOther, say, agree, object, report],
    ...[list, read, printMinutes, remind, follow],
  ],
  commands: talkCommands,
})
