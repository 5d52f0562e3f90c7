import { z } from 'zod'
import { SENDERS } from '../audiences/index.ts'
import type { Context } from '../kernel/context.ts'
import { refusal } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, type Wish } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { later, MINUTE } from '../ports/clock.ts'
import { Campaign, Words } from './campaign.ts'
import { campaignNamed } from './campaign-named.ts'
import { Errand, type Task } from './errand.ts'
import { checkWindow, endOf } from './open.ts'

const Which = z.strictObject({ campaign: z.string() })
const Done = z.strictObject({ campaign: z.string(), state: z.enum(['open', 'closed', 'cancelled']) })
const outputOf = ({ id, data }: Stored<Campaign>) => ({ campaign: id, state: data.state })

/** The campaign of this id or number. */
const toSteer = async (context: Context, named: string): Promise<Stored<Campaign>> =>
  context.load(Campaign, (await campaignNamed(context, named)).id)

/** Pressed twice, people are reminded once. */
const PAUSE = 10 * MINUTE

/** @throws Refusal `campaign.just-did` while the same was done a moment ago */
const nextTime = async (context: Context, campaign: string, what: Task): Promise<Wish> => {
  const last = await context.read(Errand).first({
    where: { 'data.campaign': campaign, 'data.what': what, 'data.startedAt': { gt: later(context.now, -PAUSE) } },
    order: ['-data.startedAt'],
  })
  if (last !== undefined) throw refusal('campaign.just-did')
  return { do: 'campaigns.begin', input: { campaign, what, tag: `${what}-${context.now}` } }
}

/** Reminds everybody who has not answered, and nobody else. */
export const remind = operation({
  name: 'campaigns.remind',
  summary: 'Remind everybody of a campaign who has not answered',
  allow: [...SENDERS],
  input: Which,
  output: Done,
  async run(context, { campaign: named }) {
    const stored = await toSteer(context, named)
    if (stored.data.state !== 'open') throw refusal('campaign.closed')
    if (!stored.data.kind.asks) throw refusal('campaign.asks-nothing')
    return change(Campaign, stored, stored.data, [await nextTime(context, stored.id, 'remind')])
  },
  outputOf,
})

/** Sends again what could not be delivered, and nothing else: whoever got it hears nothing. */
export const retry = operation({
  name: 'campaigns.retry',
  summary: 'Send a campaign again to those whom it could not reach',
  allow: [...SENDERS],
  input: Which,
  output: Done,
  async run(context, { campaign: named }) {
    const stored = await toSteer(context, named)
    if (stored.data.state === 'cancelled') throw refusal('campaign.cancelled')
    return change(Campaign, stored, stored.data, [await nextTime(context, stored.id, 'retry')])
  },
  outputOf,
})

/** Ends a campaign at its time: no more reminders, and answers only where its kind takes late ones. */
export const close = operation({
  name: 'campaigns.close',
  summary: 'Close a campaign',
  allow: [...SENDERS],
  /** A timer says of which end it is: one of an end that moved does nothing. */
  input: Which.extend({ until: z.string().optional() }),
  output: Done,
  async run(context, { campaign: named, until }) {
    const stored = await toSteer(context, named)
    const { state, closesAt } = stored.data
    if (state !== 'open' || (until !== undefined && until !== closesAt)) return answer({ campaign: stored.id, state })
    return change(Campaign, stored, { ...stored.data, state: 'closed', closedAt: context.now })
  },
  outputOf,
})

/** Gives a campaign another end, later or earlier; one that is over is open again. Whoever has not answered hears of it. */
export const extend = operation({
  name: 'campaigns.extend',
  summary: 'Give a campaign another end; one that has closed is open again',
  allow: [...SENDERS],
  input: Which.extend({ closesAt: z.iso.datetime() }),
  output: Done,
  async run(context, { campaign: named, closesAt }) {
    const stored = await toSteer(context, named)
    const { closedAt: _over, lastDay: _counted, ...campaign } = stored.data
    if (campaign.state === 'cancelled') throw refusal('campaign.cancelled')
    if (campaign.state === 'open' && campaign.closesAt === closesAt) return answer(outputOf(stored))
    checkWindow(context, { ...campaign, closesAt })
    const extended: Campaign = { ...campaign, closesAt, state: 'open' }
    return change(Campaign, stored, extended, [
      ...endOf(context, stored.id, extended),
      { do: 'campaigns.begin', input: { campaign: stored.id, what: 'extend', tag: `extend-${context.now}` } },
    ])
  },
  outputOf,
})

/** Takes back what has not left yet. Who has it already hears nothing; they no longer need to answer. */
export const cancel = operation({
  name: 'campaigns.cancel',
  summary: 'Cancel a campaign: what has not been sent is taken back, and nobody needs to answer any more',
  allow: [...SENDERS],
  input: Which,
  output: Done,
  async run(context, { campaign: named }) {
    const stored = await toSteer(context, named)
    if (stored.data.state === 'cancelled') return answer({ campaign: stored.id, state: 'cancelled' })
    const work = { campaign: stored.id, what: 'cancel', tag: 'cancel' }
    return change(Campaign, stored, { ...stored.data, state: 'cancelled' }, [{ do: 'campaigns.begin', input: work }])
  },
  outputOf,
})

/** Gives a campaign other words: whoever has got the first gets these in their place, the others these alone. */
export const correct = operation({
  name: 'campaigns.correct',
  summary: 'Put right the words of a campaign',
  allow: 'system',
  input: Which.extend({ title: z.string().min(1).max(120).optional(), invite: Words, remind: Words }),
  output: Done,
  async run(context, { campaign: named, title, invite, remind: reminder }) {
    const stored = await toSteer(context, named)
    const kind = { ...stored.data.kind, invite, remind: reminder }
    const work = { campaign: stored.id, what: 'correct', tag: `correct-${context.now}` }
    const called = title === undefined ? {} : { title }
    return change(Campaign, stored, { ...stored.data, ...called, kind }, [{ do: 'campaigns.begin', input: work }])
  },
  outputOf,
})
