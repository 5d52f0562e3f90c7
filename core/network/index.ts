/** A thousand contact points 千人联系点 (D1): who has joined, what they are asked and tell, and what comes of it. */
import { feature } from '../feature.ts'
import { alikeAnswers } from './alike.ts'
import { answerMember, settleMember } from './answer.ts'
import { board } from './board.ts'
import { collect } from './collect.ts'
import { Collection } from './collection.ts'
import { collectionCommands } from './collection-commands.ts'
import { Network } from './content.ts'
import { followWarning, tellOver } from './follow-warning.ts'
import { forgetMember } from './forget-member.ts'
import { contactPointLedger } from './ledger.ts'
import { Letters, printLetters } from './letters.ts'
import { mine, told } from './lists.ts'
import { mayAnswer } from './may-answer.ts'
import { MemberAnswer } from './member-answer.ts'
import { memberCommands } from './member-commands.ts'
import { membershipCommands } from './membership-commands.ts'
import { officeCommands } from './office-commands.ts'
import { Departure, endMembership, succeed } from './replace.ts'
import { results } from './results.ts'
import { printThanks, thank, YearThanks, yearOfMembers } from './thanks.ts'
import { putInPaper, tellHanded, tellSaid } from './told-back.ts'
import { toldCommands } from './told-commands.ts'
import { becomeCase, becomeSuggestion, follow, joinSame, note, takeGreen, warn } from './turn.ts'

export const network = feature({
  name: 'network',
  records: [MemberAnswer, Collection, Letters, Departure, YearThanks],
  operations: [
    ...[board, printLetters, collect, results, endMembership, succeed, yearOfMembers, thank, printThanks],
    ...[mayAnswer, answerMember, settleMember, forgetMember, mine, told, alikeAnswers],
    ...[becomeCase, becomeSuggestion, joinSame, note, takeGreen, follow, warn],
    ...[putInPaper, tellHanded, tellSaid, followWarning, tellOver],
  ],
  commands: [...memberCommands, ...officeCommands, ...collectionCommands, ...toldCommands, ...membershipCommands],
  ledgers: [contactPointLedger],
  content: [Network],
})
