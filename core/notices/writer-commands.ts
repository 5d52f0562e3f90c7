import { type Preview, preview } from '../audiences/index.ts'
import { calendarOf } from '../calendar/content.ts'
import { instantAt, toDay } from '../calendar/index.ts'
import { totals } from '../campaigns/index.ts'
import { command, type Reply, type Talk } from '../conversation/command.ts'
import { type Answers, attachmentsIn } from '../conversation/conversation.ts'
import { countsIn } from './counts.ts'
import { Ask, type Notice } from './notice.ts'
import { blanks, draft } from './office.ts'
import { wayOf } from './questions.ts'
import { send, test } from './send.ts'
import { discard, write } from './write.ts'

const WRITERS = ['officer', 'director'] as const

/** Writes a notice; it is shown as its readers will get it, with who that is, before anything is sent. */
export const broadcast = command({
  name: 'broadcast',
  for: WRITERS,
  summary: 'notices.command-broadcast',
  words: 'notices.words-broadcast',
  form: 'broadcast',
  async run(talk, _args, answers) {
    const { notice } = await talk.execute(write, inputOf(talk, answers))
    return look(talk, notice)
  },
})

const inputOf = (talk: Talk, answers: Answers) => {
  const words = (name: string): string => String(answers[name] ?? '')
  const calendar = calendarOf(talk.content)
  const hour = String(Math.trunc(Number(answers.hour ?? 9))).padStart(2, '0')
  const ask = Ask.parse(words('ask'))
  const later = words('when') === 'later' && answers.day !== undefined
  return {
    text: words('text'),
    files: attachmentsIn(answers.photos),
    audience: words('audience'),
    ask,
    options: words('options')
      .split(/[\n,\uFF0C、;\uFF1B]+/)
      .map((option) => option.trim())
      .filter(Boolean),
    questions: words('questions'),
    ...(answers.form === undefined ? {} : { form: words('form') }),
    ...(later ? { opensAt: instantAt(toDay(words('day')), `${hour}:00`, calendar.timeZone) } : {}),
    ...(ask === 'nothing' || answers.deadline === undefined
      ? {}
      : { closesAt: calendar.closing(toDay(words('deadline'))) }),
    reminders: listOf(answers.reminders).map(Number),
    spread: words('when') === 'spread' ? Number(answers.spread ?? 1) : 0,
    urgent: words('urgent') === 'yes',
  }
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** The notice as its readers will get it, who that is, and what can be done now. */
const look = async (talk: Talk, notice: string): Promise<readonly Reply[]> => {
  const { audience } = (await talk.execute(draft, { notice })).notice
  const seen = await talk.execute(preview, { audience, language: talk.language })
  const reader = seen.first[0]?.person
  const read = await talk.execute(draft, { notice, ...(reader === undefined ? {} : { reader }) })
  const empty = (await talk.execute(blanks, { notice })).blanks
  const { files, ask } = read.notice
  return [
    { words: read.shown, ...(files.length === 0 ? {} : { files }) },
    {
      words: [
        [
          talk.text('notices.draft', { ask: talk.text(`notices.ask-${ask}`) }),
          ...questionWords(talk, read.notice),
        ].join('\n'),
        ...empty.map(({ variable, count }) => talk.text('notices.blank', { variable, count })),
        ...read.parts.filter(({ channel }) => channel in seen.channels).map((each) => partsWords(talk, each)),
        whoWords(talk, seen),
      ].join('\n\n'),
      choices:
        seen.count === 0
          ? [{ say: 'notices.button.discard', token: `draft discard ${notice}` }]
          : [
              {
                say: 'notices.button.send',
                params: { count: seen.count },
                token: `draft send ${notice}`,
                style: 'primary',
              },
              { say: 'notices.button.test', token: `draft test ${notice}` },
              { say: 'notices.button.discard', token: `draft discard ${notice}`, style: 'danger' },
            ],
    },
  ]
}

/** What is asked, each with how it is answered, so that whoever writes sees what was understood. */
const questionWords = (talk: Talk, { questions }: Pick<Notice, 'questions'>): readonly string[] =>
  questions.map((question, n) =>
    talk.text('notices.question', {
      ...{ number: n + 1, asks: question.asks },
      way: wayOf(talk.content, talk.language, question),
    }),
  )

/** Where each part begins, so that whoever writes can shorten the text or leave it so. */
const partsWords = (talk: Talk, { channel, parts }: { channel: string; parts: readonly string[] }): string =>
  [
    talk.text('notices.parts', { channel, count: parts.length }),
    ...parts.map((part, n) => talk.text('notices.part', { number: n + 1, begins: part.slice(0, BEGINS) })),
  ].join('\n')

const BEGINS = 20

/** Who an audience is, in words. */
const whoWords = (talk: Talk, seen: Preview & { readonly words: string }): string => {
  const missed = countsIn(talk, 'unreachable', seen.unreachable)
  const reached = Object.entries(seen.channels).map(([name, count]) => talk.text('notices.count', { name, count }))
  const names = seen.first.map(({ name, unit }) => (unit === undefined ? name : `${name}(${unit})`))
  const comma = talk.text('list.comma')
  return [
    talk.text('notices.whom', { words: seen.words, count: seen.count }),
    ...(seen.count === 0 ? [talk.text('notices.whom-nobody')] : []),
    ...(names.length === 0 ? [] : [talk.text('notices.whom-first', { names: names.join(comma) })]),
    ...(reached.length === 0 ? [] : [talk.text('notices.whom-by', { counts: reached.join(comma) })]),
    ...(missed === '' ? [] : [talk.text('notices.whom-not', { counts: missed })]),
    ...(seen.repeated === 0 ? [] : [talk.text('notices.whom-repeated', { count: seen.repeated })]),
    ...(seen.left === 0 ? [] : [talk.text('notices.whom-left', { count: seen.left })]),
    ...(seen.self === 'alone' ? [talk.text('notices.whom-alone')] : []),
  ].join('\n')
}

/** What the buttons under a draft do. */
export const draftCommand = command({
  name: 'draft',
  for: WRITERS,
  summary: 'notices.command-broadcast',
  listed: false,
  async run(talk, [act, notice = '']) {
    if (act === 'discard') {
      await talk.execute(discard, { notice })
      return [{ say: 'notices.discarded' }]
    }
    if (act === 'test') {
      await talk.execute(test, { notice })
      return [{ say: 'notices.tested', choices: [{ say: 'notices.button.look', token: `draft look ${notice}` }] }]
    }
    if (act !== 'send') return look(talk, notice)
    const { campaign, title } = await talk.execute(send, { notice })
    const { number, opensAt } = await talk.execute(totals, { campaign })
    return [
      {
        say: opensAt > talk.now ? 'notices.planned' : 'notices.sent',
        params: { title, number, at: calendarOf(talk.content).dayAt(opensAt) },
        choices: [{ say: 'notices.button.board', token: `board ${campaign}` }],
      },
    ]
  },
})
