import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { type CountedDay, countedAnew } from '../calendar/counted.ts'
import { toDay } from '../calendar/index.ts'
import type { Content } from '../content/content.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import { organisation } from '../people/index.ts'
import { Case } from './case.ts'
import { toOfficers } from './notices.ts'

const Done = z.object({ id: z.string() })
const idOf = ({ id }: { id: string }) => ({ id })

/** Officers are reminded when the office closes on the day by which they rule. */
export const remindOfRuling = (content: Content, id: string, { day }: CountedDay): Wish => ({
  do: 'feedback.remindRuling',
  input: { case: id, by: day },
  at: calendarOf(content).closing(toDay(day)),
})

/** The day for a ruling is over and nobody ruled. */
export const remindRuling = operation({
  name: 'feedback.remindRuling',
  summary: 'Remind officers of a ruling that is due',
  allow: 'system',
  input: z.object({ case: z.string(), by: z.string().optional() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    // A day that was counted anew has a timer of its own.
    const moved = input.by !== undefined && input.by !== stored.data.ruleBy?.day
    if (stored.data.state !== 'disputed' || moved) return answer({ id: input.case })
    const org = await organisation(context)
    const choices = [{ say: 'feedback.button.rule', token: `rule ${input.case}`, style: 'primary' as const }]
    return change(
      Case,
      stored,
      stored.data,
      toOfficers(org, input.case, stored.data, 'feedback.told.ruling-overdue', { choices }),
    )
  },
  outputOf: idOf,
})

/** The day for a ruling was counted on weekends only, and is counted anew; officers hear where it moved. */
export const settleRuling = operation({
  name: 'feedback.settleRuling',
  summary: 'Count the provisional day of a ruling anew after the official list of a year was announced',
  allow: 'system',
  input: z.object({ case: z.string() }),
  output: Done,
  async run(context, input) {
    const stored = await context.load(Case, input.case)
    const { id, data } = stored
    if (data.state !== 'disputed' || data.ruleBy?.provisional !== true) return answer({ id })
    const before = data.ruleBy.day
    const ruleBy = countedAnew(context.content, data.ruleBy)
    const next = { ...data, ruleBy }
    if (ruleBy.day === before) return change(Case, stored, next)
    const notice = {
      params: { before, due: ruleBy.day },
      choices: [
        { say: 'feedback.button.rule', token: `rule ${id}`, style: 'primary' as const },
        { say: 'feedback.button.show', token: `show ${id}` },
      ],
    }
    return change(Case, stored, next, [
      ...toOfficers(await organisation(context), id, next, 'feedback.told.ruling-moved', notice),
      remindOfRuling(context.content, id, ruleBy),
    ])
  },
  outputOf: idOf,
})
