import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { instantAt } from '../calendar/index.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { change, type Wish } from '../kernel/outcome.ts'
import { Warning, type WarningData } from '../warnings/warning.ts'
import { MemberAnswer, WarningOver } from './member-answer.ts'
import { followed, Output, outputOf, step, Which } from './told-back.ts'
import { toldTo } from './told-to.ts'

const LOOKED_AT = '09:00'

/** On the next working morning it is looked at whether the warning is over. */
export const lookTomorrow = ({ content, now }: Pick<Context, 'content' | 'now'>, answer: string): Wish => {
  const calendar = calendarOf(content)
  const { day } = calendar.addWorkingDays(calendar.dayAt(now), 1)
  return { do: 'network.followWarning', input: { answer }, at: instantAt(day, LOOKED_AT, calendar.timeZone) }
}

const overAs = (endedAs: NonNullable<WarningData['endedAs']>): WarningOver =>
  endedAs === 'put-right' || endedAs === 'ground-settled'
    ? 'put-right'
    : endedAs === 'withdrawn' || endedAs === 'dispute-upheld'
      ? 'withdrawn'
      : 'over'

/** A warning that a member's words led to is followed until it is over; then they hear what came of it. */
export const followWarning = operation({
  name: 'network.followWarning',
  summary: 'Look whether the warning that a member asked for is over, and tell them',
  allow: 'system',
  audited: false,
  input: z.strictObject(Which),
  output: Output,
  run: (context, { answer }) =>
    step(context, answer, async (stored) => {
      const where = { 'data.number': stored.data.warning ?? '' }
      const endedAs = (await context.read(Warning).first({ where }))?.data.endedAs
      const next =
        endedAs === undefined
          ? lookTomorrow(context, answer)
          : { do: 'network.tellOver', input: { answer, over: overAs(endedAs) } }
      return change(MemberAnswer, stored, stored.data, [next])
    }),
  outputOf,
})

export const tellOver = operation({
  name: 'network.tellOver',
  summary: 'Tell a member how the warning that their words led to ended',
  allow: 'system',
  audited: false,
  input: z.strictObject({ ...Which, over: WarningOver }),
  output: Output,
  run: (context, { answer, over }) =>
    step(context, answer, async (stored) =>
      change(MemberAnswer, stored, { ...stored.data, over }, [
        ...toldTo(stored, `network.told.warning-${over}`),
        ...(await followed(context, answer, 'network.tellOver', { over })),
      ]),
    ),
  outputOf,
})
