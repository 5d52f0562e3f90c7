/** Lessons 警示教育、案例教训 (D16): read in chat, a short quiz, due by rule on appointment; or held as a meeting with a sign-in. */
import { feature } from '../feature.ts'
import { ask, look, morning } from './ask.ts'
import { learnerCommands } from './commands.ts'
import { Course, LessonRound } from './course.ts'
import { lessonsDone } from './done.ts'
import { read, respond, start } from './learn.ts'
import { lessonLedger } from './ledger.ts'
import { Lessons } from './lesson.ts'
import { excuse, meetingFor, noteAbsence, noteArrival } from './meeting/absence.ts'
import { announce, callOff, move } from './meeting/announce.ts'
import { Attendance } from './meeting/attendance.ts'
import { invitedCommands } from './meeting/commands.ts'
import { meetingLedger } from './meeting/ledger.ts'
import { Meeting } from './meeting/meeting.ts'
import { meetingOfficeCommands } from './meeting/office-commands.ts'
import { AttendanceSheet, takeSheet } from './meeting/sheet.ts'
import { code, SignInTries, signIn } from './meeting/sign-in.ts'
import { officeCommands } from './office-commands.ts'
import { planCommands } from './plan/commands.ts'
import { drop, file, planned, printPlan } from './plan/operations.ts'
import { overdue, planWaiting } from './plan/overdue.ts'
import { PlannedLesson } from './plan/planned.ts'
import { certificate, mine } from './queries.ts'
import { discard, draft, lessonBook, publish, text, texts, withdraw } from './texts/book.ts'
import { textCommands } from './texts/commands.ts'

export const lessons = feature({
  name: 'lessons',
  records: [LessonRound, Course, PlannedLesson, Meeting, Attendance, SignInTries, AttendanceSheet, lessonBook.record],
  operations: [
    ...[ask, look, read, start, respond, mine, certificate],
    ...[draft, publish, discard, withdraw, texts, text],
    ...[file, drop, planned, overdue, printPlan],
    ...[announce, move, callOff, code, signIn, excuse, noteAbsence, noteArrival, meetingFor, takeSheet],
  ],
  commands: [
    ...learnerCommands,
    ...officeCommands,
    ...textCommands,
    ...planCommands,
    ...invitedCommands,
    ...meetingOfficeCommands,
  ],
  ledgers: [lessonLedger, meetingLedger],
  waiting: [planWaiting],
  done: [lessonsDone],
  jobs: [morning],
  content: [Lessons],
})
