/** Citizens' problems, from their first words to their closing. */
import { Holidays, OfficeTimes } from '../calendar/content.ts'
import { feature } from '../feature.ts'
import { alike } from './alike.ts'
import { Case } from './case.ts'
import { citizenCommands } from './citizen-commands.ts'
import { approve, check, close } from './closing-steps.ts'
import { caseDates } from './dated.ts'
import { dispatch, dispatchAsProposed, ruleOn } from './dispatch-steps.ts'
import { Excerpt } from './excerpt/excerpt.ts'
import { heedDanger, keepExcerpt } from './excerpt/keep.ts'
import { excerpt, settleExcerpt, takeExcerpt } from './excerpt/use.ts'
import { askExtension, grantExtension, refuseExtension } from './extension-steps.ts'
import { fillIn } from './fill-in.ts'
import { accept, answerCase, ask, measure, pass } from './handler-steps.ts'
import { waiting } from './home.ts'
import { consider, improve } from './improve.ts'
import { find, queue } from './lists.ts'
import { merge, unmerge } from './merge-steps.ts'
import { correct, own, refuse } from './officer-steps.ts'
import { keepApart, Parting } from './parting.ts'
import { precedents } from './precedents.ts'
import { problems } from './problems.ts'
import { byCode, mine, own as ownCase, read } from './queries.ts'
import { noteRemoved, RemovedCase } from './removed.ts'
import { add, rate, reopen, reply, stayed, withdraw } from './reporter-steps.ts'
import { learnRoute, RouteLesson } from './route-lesson.ts'
import { Rules } from './rules.ts'
import { remindRuling, settleRuling } from './ruling-day.ts'
import { settleDue } from './settle-due.ts'
import { staffCommands } from './staff/index.ts'
import { submit } from './submit.ts'
import { absorb, askAgain, closeSilent, release, setFree, tellOwner } from './system-steps.ts'

export const feedback = feature({
  name: 'feedback',
  records: [Case, Excerpt, RouteLesson, Parting, RemovedCase],
  operations: [
    submit,
    ...[add, reply, rate, reopen, withdraw, stayed],
    ...[accept, pass, ask, measure, answerCase],
    ...[correct, dispatch, dispatchAsProposed, refuse, merge, unmerge, ruleOn, check, approve, close, own],
    ...[consider, improve, keepExcerpt, heedDanger],
    ...[excerpt, fillIn, takeExcerpt, settleExcerpt],
    ...[askExtension, grantExtension, refuseExtension],
    ...[settleDue, settleRuling],
    ...[absorb, release, setFree, closeSilent, askAgain, remindRuling, tellOwner, learnRoute, keepApart, noteRemoved],
    ...[read, queue, find, alike, precedents, mine, ownCase, byCode, problems],
  ],
  commands: [...citizenCommands, ...staffCommands],
  waiting,
  dated: caseDates,
  content: [Rules, Holidays, OfficeTimes],
})
