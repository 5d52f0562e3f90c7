/** Lessons 警示教育、案例教训 (D16): read in chat, a short quiz, due by rule on appointment. */
import { feature } from '../kernel/feature.ts'
import { ask, look, morning } from './ask.ts'
import { learnerCommands } from './commands.ts'
import { Course, LessonRound } from './course.ts'
import { lessonsDone } from './done.ts'
import { read, respond, start } from './learn.ts'
import { lessonLedger } from './ledger.ts'
import { Lessons } from './lesson.ts'
import { officeCommands } from './office-commands.ts'
import { certificate, mine } from './queries.ts'
import { lessonsWaiting } from './waiting.ts'

export const lessons = feature({
  name: 'lessons',
  records: [LessonRound, Course],
  operations: [ask, look, read, start, respond, mine, certificate],
  commands: [...learnerCommands, ...officeCommands],
  ledgers: [lessonLedger],
  waiting: [lessonsWaiting],
  done: [lessonsDone],
  jobs: [morning],
  content: [Lessons],
})
