import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { Day, instantAt } from '../calendar/index.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { toOffice, toPerson } from './notices.ts'
import { done, Files, type Stepping, talkStep, Words } from './step.ts'
import { type Problem, type TalkData, TalkRecord } from './talk.ts'

/** The most problems of one talk. */
export const MOST = 30

export const Noted = z.object({ text: Words, due: Day })

/** The problems beside those that there are: the person is told each, and it is asked after on its day. */
export const noting = (
  { context, id, data, org }: Omit<Stepping<unknown>, 'input'>,
  noted: readonly z.infer<typeof Noted>[],
): { readonly changes: Partial<TalkData>; readonly wishes: readonly Wish[] } => {
  const { dayAt, timeZone } = calendarOf(context.content)
  const past = noted.find(({ due }) => due < dayAt(context.now))
  if (past !== undefined) throw refusal('talks.in-the-past', { day: past.due })
  const before = data.problems.length
  if (before + noted.length > MOST) throw refusal('talks.too-many-problems', { most: MOST })
  const problems = noted.map(({ text, due }): Problem => ({ text, due, reports: [], returns: [] }))
  return {
    changes: { problems: [...data.problems, ...problems] },
    wishes: noted.flatMap(({ text, due }, n) => [
      toPerson(org, id, data, 'talks.told.problem', { params: { n: before + n + 1, problem: text, due } }),
      { do: 'talks.follow', input: { talk: id, problem: before + n }, at: instantAt(due, '09:00', timeZone) },
    ]),
  }
}

export const note = talkStep({
  name: 'talks.note',
  summary: 'Note a problem that has to be put right by a day',
  step: 'note',
  by: 'office',
  input: Noted.shape,
  run: (stepping) => noting(stepping, [stepping.input]),
})

const N = z.coerce.number().int().min(0).max(MOST)

/** @throws Refusal `talks.problem-unknown`, `talks.problem-settled` */
const changed = (data: TalkData, n: number, next: (problem: Problem) => Problem): readonly Problem[] => {
  const problem = data.problems[n]
  if (problem === undefined) throw refusal('talks.problem-unknown')
  if (problem.settled !== undefined) throw refusal('talks.problem-settled', { n: n + 1 })
  return data.problems.map((each, at) => (at === n ? next(each) : each))
}

export const report = talkStep({
  name: 'talks.report',
  summary: 'Report how a problem was put right',
  step: 'report',
  by: 'person',
  input: { problem: N, text: Words, files: Files },
  run: ({ context, input, id, data, org }) => {
    const made = { ...done(context), text: input.text, files: input.files }
    return {
      changes: {
        problems: [...changed(data, input.problem, (each) => ({ ...each, reports: [...each.reports, made] }))],
      },
      wishes: toOffice(org, id, data, 'talks.told.reported', { n: input.problem + 1, what: input.text }),
    }
  },
})

export const settle = talkStep({
  name: 'talks.settle',
  summary: 'Confirm that a problem was put right',
  step: 'settle',
  by: 'office',
  input: { problem: N },
  run: ({ context, input, id, data, org }) => ({
    changes: { problems: [...changed(data, input.problem, (each) => ({ ...each, settled: done(context) }))] },
    wishes: [toPerson(org, id, data, 'talks.told.settled', { params: { n: input.problem + 1 } })],
  }),
})

export const giveBack = talkStep({
  name: 'talks.return',
  summary: 'Return a report that does not put the problem right, with the reason',
  step: 'return',
  by: 'office',
  input: { problem: N, reason: Words },
  run: ({ context, input, id, data, org }) => {
    const made = { ...done(context), reason: input.reason }
    return {
      changes: {
        problems: [...changed(data, input.problem, (each) => ({ ...each, returns: [...each.returns, made] }))],
      },
      wishes: [toPerson(org, id, data, 'talks.told.returned', { params: { n: input.problem + 1, why: input.reason } })],
    }
  },
})

/** So many working days later it is asked again. */
const FOLLOWED_EVERY = 5

/** Asks after a problem on its day, and again and again after it, until it is settled. */
export const follow = operation({
  name: 'talks.follow',
  summary: 'Ask after a problem of a talk that is not settled',
  allow: 'system',
  audited: false,
  input: z.object({
    ...{ talk: z.string(), problem: z.number().int() },
    /** The day it was asked last: what the working days are counted from. */
    from: Day.optional(),
  }),
  output: z.object({}),
  async run(context, { talk, problem: n, from }) {
    const stored = await context.load(TalkRecord, talk)
    const { data } = stored
    const problem = data.problems[n]
    if (problem === undefined || problem.settled !== undefined) return answer({})
    const calendar = calendarOf(context.content)
    const today = calendar.dayAt(context.now)
    const askOn = (day: Day, asked: Day | undefined): Wish => ({
      ...{ do: 'talks.follow', input: { talk, problem: n, ...(asked === undefined ? {} : { from: asked }) } },
      at: instantAt(day, '09:00', calendar.timeZone),
    })
    // Lists of holidays come late: what was set is a day off now, or fewer working days on than was meant.
    const meant = calendar.addWorkingDays(from ?? today, from === undefined ? 0 : FOLLOWED_EVERY).day
    if (meant > today) return change(TalkRecord, stored, data, [askOn(meant, from)])
    const org = await organisation(context)
    const next = calendar.addWorkingDays(today, FOLLOWED_EVERY).day
    const params = { n: n + 1, problem: problem.text.slice(0, 200), due: problem.due }
    return change(TalkRecord, stored, data, [
      toPerson(org, talk, data, 'talks.told.follow', { params }),
      ...toOffice(org, talk, data, 'talks.told.still-open', params),
      askOn(next, today),
    ])
  },
  outputOf: () => ({}),
})
