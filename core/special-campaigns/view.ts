import { calendarOf } from '../calendar/content.ts'
import { totals } from '../campaigns/index.ts'
import type { Reply, Talk } from '../conversation/command.ts'
import { Refusal } from '../kernel/errors.ts'
import type { SaidChoice } from '../messaging/tell.ts'
import { isOf } from './access.ts'
import { figureName } from './figure-names.ts'
import type { read } from './lists.ts'
import { type Special, sumsOf, taskState } from './special.ts'

type Seen = Awaited<ReturnType<typeof read.run>> extends infer O ? (O extends { answer: infer A } ? A : never) : never

/** So many tasks have buttons at once: those not done first. */
const BUTTONS = 6

/** A campaign as its reader sees it, with what they can do now. */
export const specialReply = async (talk: Talk, seen: Seen): Promise<Reply> => {
  const { data, cases, places } = seen
  const org = await talk.organisation()
  const unit = (code: string): string => org.unit(code)?.name ?? code
  const today = calendarOf(talk.content).dayAt(talk.now)
  const sums = [...sumsOf(data.figures)]
  const comma = talk.text('list.comma')
  const lines = [
    talk.text('special.view.head', {
      ...{ number: data.number, title: data.title, state: talk.text(`special.state-${data.state}`), day: data.to },
    }),
    data.goal,
    talk.text('special.view.units', { lead: unit(data.lead), supporting: data.supporting.map(unit).join(comma) }),
    ...data.tasks.map((task, n) =>
      talk.text('special.view.task', {
        ...{ n: (places[n] ?? n) + 1, unit: unit(task.unit), what: task.what, day: task.due },
        state: talk.text(`special.task-${taskState(task, today)}`),
      }),
    ),
    ...data.tasks.flatMap(({ done }, n) =>
      done === undefined ? [] : [talk.text('special.view.done', { n: (places[n] ?? n) + 1, words: done.words })],
    ),
    ...sums.map(([what, value]) =>
      talk.text('special.view.figure', { name: figureName(talk.content, talk.language, what), value }),
    ),
    ...(cases.length === 0
      ? []
      : [
          talk.text('special.view.cases', {
            count: cases.length,
            numbers: cases.map(({ number }) => number).join(comma),
          }),
        ]),
    ...(seen.runs ? cases : []).flatMap(({ number, concerned }) =>
      concerned.length === 0
        ? []
        : [talk.text('special.view.concerned', { number, units: concerned.map(unit).join(comma) })],
    ),
    ...(await noticeLines(talk, seen)),
    ...(data.summary === undefined ? [] : [talk.text('special.view.summary', { summary: data.summary })]),
  ]
  return { words: lines.join('\n'), choices: buttons(talk, seen) }
}

/** How many have confirmed each notice; for those who may ask. */
const noticeLines = async (talk: Talk, { data, runs }: Seen): Promise<readonly string[]> =>
  Promise.all(
    data.notices.map(async ({ title, campaign }) => {
      const read = runs ? await readBy(talk, campaign) : undefined
      return read === undefined
        ? talk.text('special.view.notice', { title })
        : talk.text('special.view.notice-read', { title, ...read })
    }),
  )

/** Nothing while the notice is only on its way. */
const readBy = async (talk: Talk, campaign: string) => {
  try {
    const { people, answered } = await talk.execute(totals, { campaign })
    return { people, answered }
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined
    throw error
  }
}

const buttons = (talk: Talk, { id, data, places, cases, runs, leads }: Seen): SaidChoice[] => {
  const open = data.state === 'open'
  const offer = (command: string, more = '', params = {}): SaidChoice => ({
    ...{ say: `special.do.${command}`, params, token: `special_${command} ${id}${more}` },
  })
  return [
    ...(open ? taskButtons(talk, data, places, runs, offer) : []),
    ...(open && leads ? [offer('task')] : []),
    ...(open && (runs || units(talk, data).length > 0) ? [offer('figure')] : []),
    ...(open && runs ? [offer('case'), offer('notice'), offer('close')] : []),
    ...(runs ? [offer('print')] : []),
    ...cases
      .slice(0, 3)
      .map(({ id: each, number }) => ({ say: 'special.do.show-case', params: { number }, token: `show ${each}` })),
  ]
}

/** The units of the campaign that whoever talks receives for. */
export const units = (talk: Talk, { lead, supporting }: Pick<Special, 'lead' | 'supporting'>): readonly string[] =>
  [lead, ...supporting].filter((unit) => isOf(talk.actor, unit))

const taskButtons = (
  talk: Talk,
  { tasks }: Special,
  places: readonly number[],
  runs: boolean,
  offer: (command: string, more: string, params: Record<string, number>) => SaidChoice,
): readonly SaidChoice[] =>
  tasks
    .flatMap(({ unit, done }, n) => {
      const place = places[n] ?? n
      if (done === undefined) return isOf(talk.actor, unit) ? [offer('do', ` ${place}`, { n: place + 1 })] : []
      return runs ? [offer('return', ` ${place}`, { n: place + 1 })] : []
    })
    .slice(0, BUTTONS)
