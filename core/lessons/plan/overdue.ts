import { z } from 'zod'
import { calendarOf } from '../../calendar/content.ts'
import type { Waiting } from '../../conversation/waiting.ts'
import { query } from '../../kernel/operation.ts'
import { periodNamed } from '../../ledgers/period.ts'
import { organisation } from '../../people/index.ts'
import { OFFICERS } from '../meeting/meeting.ts'
import { type PlanLine, planOf } from './planned.ts'

const Overdue = z.strictObject({
  title: z.string(),
  due: z.iso.date(),
  id: z.string().optional(),
  lesson: z.string().optional(),
})

/**
 * What of this year's plan waits for whoever asks: what they filed themself, and what nobody filed who is still an
 * officer, such as the lines of the content. What a year has left undone stays in its plan and waits for nobody.
 */
export const overdue = query({
  name: 'lessons.planOverdue',
  summary:
    'The lines of the yearly plan whose month is over and which whoever asks has still to give, the oldest first',
  allow: [...OFFICERS],
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(Overdue) }),
  async run(context) {
    const { actor } = context
    const org = await organisation(context)
    const year = Number(calendarOf(context.content).dayAt(context.now).slice(0, 4))
    const isOwn = ({ filedBy }: PlanLine): boolean => actor.kind === 'person' && filedBy === actor.person
    const isNobodys = ({ filedBy = '' }: PlanLine): boolean =>
      !org.standing(filedBy).roles.some((role) => OFFICERS.some((each) => each === role))
    const lines = (await planOf(context, year)).filter(
      (line) => line.state === 'overdue' && (isOwn(line) || isNobodys(line)),
    )
    return {
      rows: lines.map(({ id, lesson, ...line }) => ({
        ...{ title: line.title, due: periodNamed(`${year}-${String(line.month).padStart(2, '0')}`).to },
        ...{ ...(id === undefined ? {} : { id }), ...(lesson === undefined ? {} : { lesson }) },
      })),
    }
  },
})

/** The overdue lines of the plan, as lines of the home of whoever is to give them. */
export const planWaiting: Waiting = {
  for: OFFICERS,
  async list({ execute }) {
    const { rows } = await execute(overdue, {})
    return rows.map(({ title, due, id, lesson }) => ({
      ...(lesson === undefined
        ? { say: 'lessons.button.plan-meeting', token: `meeting_new ${id ?? ''}` }
        : { say: 'lessons.button.give', token: `lesson_give ${lesson}` }),
      ...{ params: { title }, due },
    }))
  },
}
