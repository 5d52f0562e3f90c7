import { calendarOf } from '../calendar/content.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { type Progress, read, respond, type Shown, start } from './learn.ts'
import { certificate, mine } from './queries.ts'

/** `lesson CAMPAIGN [PART]`: reads it, part by part; then come the questions. */
const lesson = command({
  name: 'lesson',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-read',
  listed: false,
  run: async (talk, [campaign = '', part = '1']) =>
    shown(talk, campaign, await talk.execute(read, { campaign, part: Number(part) || 1 })),
})

const shown = (talk: Talk, campaign: string, given: Shown): readonly Reply[] => {
  const { title, text, part, parts, link, questions, ended, files } = given
  const isLast = part === parts
  const next = !isLast
    ? [{ say: 'lessons.button.next', token: `lesson ${campaign} ${part + 1}`, style: 'primary' as const }]
    : ended
      ? [{ say: 'lessons.button.mine', token: 'lessons' }]
      : [
          {
            say: questions === 0 ? 'lessons.button.confirm' : 'lessons.button.quiz',
            ...{ token: `lesson_quiz ${campaign}`, style: 'primary' as const },
          },
        ]
  return [
    {
      words: [
        talk.text('lessons.part', { title, text, part, parts }),
        // Whoever's platform does not show a file learns that there is one.
        ...(files.length === 0 ? [] : [talk.text('lessons.part-files', { names: names(files) })]),
        ...(isLast && link !== undefined ? [talk.text('lessons.part-link', { link })] : []),
      ].join('\n\n'),
      ...(files.length === 0 ? {} : { files }),
      choices: next,
    },
  ]
}

const names = (files: Shown['files']): string => files.map(({ name }) => name).join('、')

const lessonQuiz = command({
  name: 'lesson_quiz',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-quiz',
  listed: false,
  run: async (talk, [campaign = '']) => told(talk, campaign, await talk.execute(start, { campaign })),
})

/** `lesson_answer CAMPAIGN TRY QUESTION OPTION` */
const lessonAnswer = command({
  name: 'lesson_answer',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-quiz',
  listed: false,
  async run(talk, [campaign = '', attempt = '', question = '', option = '']) {
    const input = {
      campaign,
      attempt: Number(attempt) || 1,
      question: Number(question) || 1,
      option: Number(option) || 1,
    }
    return told(talk, campaign, await talk.execute(respond, input))
  },
})

const told = (talk: Talk, campaign: string, { title, right, why, answer, next, ended, again }: Progress) => {
  const lines = [
    ...(right === undefined
      ? []
      : [talk.text(right ? 'lessons.right' : 'lessons.wrong', { answer: answer ?? '', why: why ?? '' })]),
    ...(next === undefined
      ? []
      : [
          talk.text('lessons.question', {
            ...{ n: next.n, of: next.of, ask: next.ask },
            options: next.options.map((each, n) => talk.text('lessons.option', { n: n + 1, option: each })).join('\n'),
          }),
        ]),
    ...(again === undefined ? [] : [talk.text('lessons.again', { right: again })]),
    ...(ended === undefined ? [] : [endWords(talk, title, ended)]),
  ]
  return [
    {
      words: lines.join('\n\n'),
      choices: [
        ...(next?.options ?? []).map((option, n) => ({
          ...{ say: 'lessons.button.option', params: { n: n + 1, option } },
          token: `lesson_answer ${campaign} ${next?.attempt} ${next?.n} ${n + 1}`,
        })),
        ...(again === undefined
          ? []
          : [
              { say: 'lessons.button.try-again', token: `lesson_quiz ${campaign}`, style: 'primary' as const },
              { say: 'lessons.button.read-again', token: `lesson ${campaign}` },
            ]),
        ...(ended?.passed === true ? [{ say: 'lessons.button.certificate', token: `lesson_paper ${campaign}` }] : []),
        ...(ended === undefined ? [] : [{ say: 'lessons.button.mine', token: 'lessons' }]),
      ],
    },
  ]
}

const endWords = (talk: Talk, title: string, { passed, right, of }: NonNullable<Progress['ended']>): string =>
  of === 0
    ? talk.text('lessons.confirmed', { title })
    : talk.text(passed ? 'lessons.passed' : 'lessons.failed', { title, right, of })

/** `/lessons`: what one has learnt. */
const lessons = command({
  name: 'lessons',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-mine',
  words: 'lessons.words-mine',
  async run(talk) {
    const { rows } = await talk.execute(mine, { limit: 10 })
    if (rows.length === 0) return [{ say: 'lessons.none' }]
    const line = ({ title, at, passed, score }: (typeof rows)[number]): string =>
      talk.text(passed ? 'lessons.line-passed' : 'lessons.line-failed', {
        ...{ title, score, day: calendarOf(talk.content).dayAt(at) },
      })
    return [
      {
        say: 'lessons.mine',
        params: { lines: rows.map(line).join('\n') },
        choices: rows
          .filter(({ passed }) => passed)
          .map(({ campaign, title }) => ({
            ...{ say: 'lessons.button.certificate-of', params: { title }, token: `lesson_paper ${campaign}` },
          })),
      },
    ]
  },
})

const lessonPaper = command({
  name: 'lesson_paper',
  for: 'person',
  asOneself: true,
  summary: 'lessons.command-certificate',
  listed: false,
  async run(talk, [campaign = '']) {
    const file = await talk.execute(certificate, { campaign, language: talk.language })
    return [{ say: 'lessons.certificate-here', files: [file] }]
  },
})

export const learnerCommands = [lesson, lessonQuiz, lessonAnswer, lessons, lessonPaper]
