/** Citizens' problems, from their first words to their closing. */
import { Holidays, OfficeTimes } from '../calendar/content.ts'
import { Office } from '../content/office.ts'
import { feature } from '../kernel/feature.ts'
import { Case } from './case.ts'
import { citizenCommands } from './citizen-commands.ts'
import { accept, answerCase, ask, measure, pass } from './handler-steps.ts'
import { approve, check, close, correct, dispatch, merge, own, refuse, ruleOn, unmerge } from './officer-steps.ts'
import { byCode, mine, own as ownCase, queue, read } from './queries.ts'
import { add, rate, reopen, reply, stayed, withdraw } from './reporter-steps.ts'
import { learnRoute, RouteLesson } from './route-lesson.ts'
import { Rules } from './rules.ts'
import { submit } from './submit.ts'
import { absorb, askAgain, closeSilent, release, remindRuling, tellOwner } from './system-steps.ts'

export const feedback = feature({
  name: 'feedback',
  records: [Case, RouteLesson],
  operations: [
    submit,
    ...[add, reply, rate, reopen, withdraw, stayed],
    ...[accept, pass, ask, measure, answerCase],
    ...[correct, dispatch, refuse, merge, unmerge, ruleOn, check, approve, close, own],
    ...[absorb, release, closeSilent, askAgain, remindRuling, tellOwner, learnRoute],
    ...[read, queue, mine, ownCase, byCode],
  ],
  commands: citizenCommands,
  content: [Rules, Office, Holidays, OfficeTimes],
})
