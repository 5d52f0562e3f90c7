import { command, type Talk } from '../../conversation/command.ts'
import { attachmentsIn } from '../../conversation/conversation.ts'
import { WRITERS, writingCommands } from '../../versions/index.ts'
import type { Lesson } from '../lesson.ts'
import { type Drafted, discard, draft, publish, text, texts, withdraw } from './book.ts'
import { quizIn, quizLines, usualPass } from './quiz-in.ts'

const quizWords = (talk: Talk, quiz: Lesson['quiz']): string =>
  quizLines(quiz, talk.text('lessons.quiz-right'), (why) => talk.text('lessons.quiz-why', { why }))

const { commands, draftReply, before } = writingCommands(
  { texts, text, publish, discard, withdraw },
  {
    ...{ feature: 'lessons', noun: 'lesson', gives: 'lesson_give', why: 'lesson-withdraw' },
    /** What is asked afterwards, how many must be right, and for whom it is due by itself. */
    after: (talk, { kind, quiz, pass, link, files, onAppointment }) => [
      talk.text('lessons.text-kind', { kind: talk.text(`lessons.kind-${kind}`) }),
      ...(link === undefined ? [] : [talk.text('lessons.text-link', { link })]),
      ...(files.length === 0
        ? []
        : [talk.text('lessons.text-files', { names: files.map(({ name }) => name).join(talk.text('list.comma')) })]),
      ...(onAppointment === undefined
        ? []
        : [
            talk.text(`lessons.text-due${onAppointment.whom === undefined ? '' : '-whom'}`, {
              ...{ within: onAppointment.within, whom: onAppointment.whom ?? '' },
              event: talk.text(`lessons.event-${onAppointment.event ?? 'either'}`),
            }),
          ]),
      ...(quiz.length === 0
        ? [talk.text('lessons.text-no-quiz')]
        : ['', quizWords(talk, quiz), '', talk.text('lessons.text-pass', { pass, of: quiz.length })]),
    ],
    cures: ({ template: { name } }) => [{ say: 'lessons.button.questions', token: `lesson_questions ${name}` }],
    files: ({ files }) => files.map(({ file, name, type }) => ({ file, name, type })),
  },
)

/** `lesson_write [NAME]`: a new lesson, or the next version of one, as a draft. */
const lessonWrite = command({
  name: 'lesson_write',
  for: WRITERS,
  summary: 'lessons.command-write',
  listed: false,
  form: 'lesson-text',
  async begin(talk, [name]) {
    if (name === undefined) return {}
    const { kind, title, link, quiz, pass, onAppointment } = await before(talk, name)
    return {
      ...{ kind, title, pass, due: onAppointment === undefined ? 'given' : (onAppointment.event ?? 'either') },
      ...(link === undefined ? {} : { link }),
      ...(quiz.length === 0 ? {} : { quiz: quizWords(talk, quiz) }),
      ...(onAppointment === undefined ? {} : { within: onAppointment.within }),
      ...(onAppointment?.whom === undefined ? {} : { whom: onAppointment.whom }),
    }
  },
  async run(talk, [name], answers) {
    const last = name === undefined ? undefined : await before(talk, name)
    const said = (field: string): string => String(answers[field] ?? '').trim()
    const quiz = quizIn(said('quiz'))
    const files = attachmentsIn(answers.files)
    const event = said('due')
    // The operation reads it by the schema of lessons.
    const drafted = {
      ...(name === undefined ? {} : { name }),
      ...{ kind: said('kind'), title: said('title'), text: said('text'), quiz },
      // No pictures sent: those of before stay.
      ...{ files: files.length > 0 ? files : (last?.files ?? []), plan: last?.plan ?? [] },
      pass: quiz.length === 0 ? 0 : Number(answers.pass ?? usualPass(quiz.length)),
      ...(said('link') === '' ? {} : { link: said('link') }),
      ...(event === 'given'
        ? {}
        : {
            onAppointment: {
              within: Number(answers.within ?? 20),
              ...(said('whom') === '' ? {} : { whom: said('whom') }),
              ...(event === 'either' ? {} : { event }),
            },
          }),
    } as Drafted
    const kept = await talk.execute(draft, drafted)
    return [await draftReply(talk, kept.name)]
  },
})

/** `lesson_questions NAME`: the questions of a draft anew; the rest of it stays. */
const lessonQuestions = command({
  name: 'lesson_questions',
  for: WRITERS,
  summary: 'lessons.command-questions',
  listed: false,
  form: 'lesson-questions',
  async run(talk, [name = ''], answers) {
    const { version: _next, ...last } = await before(talk, name)
    const quiz = [...quizIn(String(answers.quiz))]
    await talk.execute(draft, { ...last, quiz, pass: Number(answers.pass ?? usualPass(quiz.length)) })
    return [await draftReply(talk, name)]
  },
})

export const textCommands = [...commands, lessonWrite, lessonQuestions]
