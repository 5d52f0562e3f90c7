import { calendarOf } from '../calendar/content.ts'
import { toDay } from '../calendar/index.ts'
import { command, type Reply } from '../conversation/command.ts'
import { type Answers, Place } from '../conversation/conversation.ts'
import { listIn, photosIn, wordsIn } from '../feedback/answers.ts'
import { afterIn } from '../kernel/walk.ts'
import { ALL_DONE, visitForm } from './checklist.ts'
import { list, read } from './lists.ts'
import { add, report } from './report.ts'
import { rounds } from './rounds.ts'
import { visitReply } from './view.ts'

const SHOWN = 8
/** Stands where a round would be named. */
export const NO_ROUND = '-'
const VISITORS = ['supervisor', 'officer', 'director'] as const
const KINDS = ['window', 'village', 'project', 'other'] as const

const placeIn = (answers: Answers) => {
  const place = Place.safeParse(answers.place).data
  return place === undefined ? {} : { place }
}

/** One line is one finding, and so is what is numbered within a line. `none` are the words that say so. */
const findingsIn = (answers: Answers, none: readonly string[]) =>
  wordsIn(answers, 'findings')
    .split(/\n|(?<=^|[\s;\uFF1B,\uFF0C。.])(?=(?:[(\uFF08]\d{1,2}[)\uFF09]|[①-⑳]|\d{1,2}[、.\uFF0E)\uFF09](?!\d)))/u)
    .map((line) =>
      line.replace(/^\s*(?:[(\uFF08]?\d{1,2}[.、)\uFF09\uFF0E](?!\d)|[①-⑳]|[-·•])\s*|[;\uFF1B\s]+$/gu, '').trim(),
    )
    .filter((line) => line.length >= 2 && !none.includes(line.replace(/[。.!\uFF01]$/u, '').toLowerCase()))
    .map((text) => ({ text, photos: [] }))

/** `visit`, `visit ROUND`, `visit - REST`: a supervisor records what they saw. */
const visit = command({
  name: 'visit',
  for: VISITORS,
  summary: 'visits.record',
  words: 'visits.record-words',
  form: 'visit-report',
  async begin(talk, [round]) {
    const day = calendarOf(talk.content).dayAt(talk.now)
    if (round === undefined || round === NO_ROUND) return { day }
    const { rows } = await talk.execute(rounds, { round, limit: 1 })
    const [only] = rows
    if (only === undefined) return { day }
    const [unit] = only.units
    const known = only.units.length === 1 && unit !== undefined ? { unit } : {}
    return { day, announced: only.announced ? 'yes' : 'no', ...known }
  },
  async run(talk, [named, ...rest], answers) {
    const round = named === NO_ROUND ? undefined : named
    const kind = KINDS.find((each) => each === answers.kind) ?? 'other'
    const { id, number, findings } = await talk.execute(report, {
      ...(round === undefined ? {} : { round }),
      ...{
        day: toDay(wordsIn(answers, 'day')),
        unit: wordsIn(answers, 'unit'),
        announced: answers.announced === 'yes',
        kind,
      },
      ...placeIn(answers),
      lacks: listIn(answers, `${kind}Lacks`).filter((each) => each !== ALL_DONE),
      form: visitForm(talk.content)?.version ?? 1,
      photos: photosIn(answers),
      findings: findingsIn(answers, talk.text('visits.none-words').split('|')),
    })
    const reply = recorded(id, number, findings)
    const [next, ...others] = rest
    if (next === undefined) return [reply]
    // What came in the same message goes on at once.
    talk.say(reply)
    return talk.begin('visit', [NO_ROUND, ...others], {}, next)
  },
})

const recorded = (id: string, number: string, findings: number): Reply => ({
  say: findings === 0 ? 'visits.recorded-nothing' : 'visits.recorded',
  params: { number, count: findings },
  choices: [
    { say: 'visits.button.add', token: `visit_add ${id}` },
    { say: 'visits.button.show', token: `visit_show ${id}` },
  ],
})

/** One more finding, with photos and a place of its own. */
const visitAdd = command({
  name: 'visit_add',
  for: VISITORS,
  summary: 'visits.record',
  listed: false,
  form: 'visit-finding',
  async begin(talk, [id = '-']) {
    await talk.execute(read, { visit: id })
    return {}
  },
  async run(talk, [id = '-'], answers) {
    const finding = { text: wordsIn(answers, 'text'), photos: photosIn(answers), ...placeIn(answers) }
    const { number, findings } = await talk.execute(add, { visit: id, finding })
    return [recorded(id, number, findings)]
  },
})

/** `visits`, `visits CURSOR`. */
const visits = command({
  name: 'visits',
  for: ['supervisor', 'officer', 'director', 'viewer', 'auditor'],
  summary: 'visits.list',
  words: 'visits.list-words',
  async run(talk, [begin]) {
    const page = afterIn(begin)
    const { rows, next } = await talk.execute(list, { limit: SHOWN, ...page })
    if (rows.length === 0) return page.after !== undefined ? talk.begin('visits') : [{ say: 'visits.none' }]
    const org = await talk.organisation()
    const lines = rows.map(({ number, day, unit, announced, findings, open }) =>
      talk.text('visits.line', {
        ...{ number, day, unit: org.unit(unit)?.name ?? unit, count: findings, open },
        manner: talk.text(announced ? 'visits.announced' : 'visits.unannounced'),
      }),
    )
    return [
      {
        words: [talk.text('visits.head'), ...lines].join('\n'),
        choices: [
          ...rows.map(({ id, number }) => ({
            say: 'visits.button.open',
            params: { number },
            token: `visit_show ${id}`,
          })),
          ...(next === undefined ? [] : [{ say: 'chat.list-more', token: `visits ${next}` }]),
        ],
      },
    ]
  },
})

const visitShow = command({
  name: 'visit_show',
  for: ['supervisor', 'officer', 'director', 'viewer', 'auditor'],
  summary: 'visits.show',
  listed: false,
  async run(talk, args) {
    const { id, data, decides, own } = await talk.execute(read, { visit: args.join('').slice(0, 60) || '-' })
    return [await visitReply(talk, id, data, { decides, own })]
  },
})

export const supervisorCommands = [visit, visitAdd, visits, visitShow]
