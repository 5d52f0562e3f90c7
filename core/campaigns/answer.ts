import { z } from 'zod'
import { calendarOf } from '../calendar/content.ts'
import { notFound, refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Addressee, AnswerState, addresseeId } from './addressee.ts'
import { Campaign } from './campaign.ts'
import { deliveryTo } from './people-of.ts'

/**
 * Keeps that one person has answered. The feature whose kind it is executes this as the system, once its own rules are
 * met. The same answer again changes nothing; another one takes the place of the first while the campaign is open.
 */
export const settle = operation({
  name: 'campaigns.settle',
  summary: 'Keep what one person of a campaign answered',
  allow: 'system',
  input: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    state: AnswerState,
    /** What was chosen or said, or the record that holds it. */
    answer: z.string().max(500).optional(),
    /** When it was taken: what was taken in time counts, though the campaign closed before this was executed. */
    takenAt: z.string().optional(),
  }),
  output: z.strictObject({ state: AnswerState }),
  async run(context, { campaign: id, person, state, answer: said, takenAt = context.now }) {
    const campaign = (await context.read(Campaign).get(id))?.data
    const own = addresseeId(id, person)
    if (campaign === undefined || (await context.read(Addressee).get(own)) === undefined)
      throw notFound('campaign.not-asked')
    const stored = await context.load(Addressee, own)
    if (campaign.state === 'cancelled') throw refusal('campaign.cancelled')
    const inTime = takenAt <= (campaign.closedAt ?? '')
    if (campaign.state === 'closed' && !campaign.kind.late && !inTime) throw refusal('campaign.closed')
    if (stored.data.state === state && stored.data.answer === said) return answer({ state })
    const { answer: _before, ...rest } = stored.data
    const delivery = await deliveryTo(context, id, person)
    const after = {
      ...rest,
      state,
      answeredAt: context.now,
      day: calendarOf(context.content).dayAt(context.now),
      ...(said === undefined ? {} : { answer: said }),
    }
    // Whoever answers has got what was sent, whatever the platform told of it.
    const reached = { id: delivery?.id, state: state === 'replied' ? 'replied' : 'acknowledged' }
    return change(
      Addressee,
      stored,
      after,
      delivery?.data.sentAt === undefined ? [] : [{ do: 'messaging.advance', input: reached }],
    )
  },
  outputOf: ({ data }: Stored<Addressee>) => ({ state: data.state }),
})
