/** Lessons 警示教育、案例教训 (D16): read in chat, a short quiz, due by rule on appointment; or held as a meeting with a sign-in. */
import { feature } from '../kernel/feature.ts'
import { ask, look, morning } from './ask.ts'
import { learnerCommands } from './commands.ts'
import { Course, LessonRound } from './course.ts'
import { lessonsDone } from './done.ts'
import { read, respond, start } from './learn.ts'
import { lessonLedger } from './ledger.ts'
import { Lessons } from './lesson.ts'
import { meetingCommands } from './meeting/commands.ts'
import { meetingLedger } from './meeting/ledger.ts'
import { Attendance, Meeting } from './meeting/meeting.ts'
import { announce, code, excuse, meetingFor, noteAbsence, signIn } from './meeting/operations.ts'
import { officeCommands } from './office-commands.ts'
import { certificate, mine } from './queries.ts'

export const lessons = feature({
  name: 'lessons',
  records: [LessonRound, Course, Meeting, Attendance],
  operations: [
    ...[ask, look, read, start, respond, mine, certificate],
    ...[announce, code, signIn, excuse, noteAbsence, meetingFor],
  ],
  commands: [...learnerCommands, ...officeCommands, ...meetingCommands],
  ledgers: [lessonLedger, meetingLedger],
  done: [lessonsDone],
  jobs: [morning],
  content: [Lessons],
})
