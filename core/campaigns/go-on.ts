import { z } from 'zod'
import { audiencePage } from '../audiences/index.ts'
import type { Context } from '../kernel/context.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { again, Delivery, withdraw } from '../messaging/index.ts'
import { DEAD, type DeliveryState } from '../messaging/state.ts'
import { later } from '../ports/clock.ts'
import { Addressee, addresseesAfter } from './addressee.ts'
import { Campaign } from './campaign.ts'
import { enlist } from './enlist.ts'
import { Errand, type Task } from './errand.ts'
import { profiles } from './profiles.ts'
import { correctOne, extendOne, moveOne, remindOne } from './tell-one.ts'
import { aboutCorrections, aboutReminders } from './telling.ts'

/** The first page is short, so that the first message leaves at once. */
const FIRST_PAGE = 25
const PAGE = 200

/** One page of work: what was done, and where to go on; without `next` it is over. */
interface Page {
  readonly count: number
  readonly next?: string
}
type Work = (context: Context, campaign: Stored<Campaign>, after: string, limit: number) => Promise<Page>

const all = async <T>(each: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> =>
  void (await Promise.all(each.map(act)))

/**
 * Asks everybody of the next page of the audience. Each is a record under an id of their own, so that a page that was
 * cut short or comes again doubles nobody; together, so that they share the store's commits.
 */
const plan: Work = async (context, { id, data }, after, limit) => {
  if (data.state !== 'open') return { count: 0 }
  const { people, next } = await audiencePage(context, data.audience, { after, limit })
  const known = await profiles(context, people)
  await all(known, (profile) => context.execute(enlist, { campaign: id, ...profile }, `enlist ${profile.person}`))
  return { count: people.length, ...(next === undefined ? {} : { next }) }
}

/** Does `operation` for everybody of the next page who `fits`. */
const onPeople =
  (operation: typeof remindOne, fits: (campaign: Campaign, addressee: Addressee) => boolean): Work =>
  async (context, { id, data }, after, limit) => {
    const { rows, next } = await context.read(Addressee).page({ where: addresseesAfter(id, after), limit })
    const meant = rows.filter((row) => fits(data, row.data))
    await all(meant, (row) => context.execute(operation, { addressee: row.id }, row.data.person))
    const last = rows.at(-1)?.data.person
    return { count: meant.length, ...(next === undefined || last === undefined ? {} : { next: last }) }
  }

const remind = onPeople(remindOne, ({ state }, addressee) => state === 'open' && addressee.state === 'waiting')
const move = onPeople(moveOne, ({ state }, addressee) => state === 'open' && addressee.state === 'waiting')
const extend = onPeople(extendOne, ({ state }, addressee) => state === 'open' && addressee.state === 'waiting')
const correct = onPeople(correctOne, ({ state }) => state !== 'cancelled')

/** Does `act` for the messages of a campaign that are in one of `states`, a page of them. */
const onDeliveries =
  (
    abouts: (campaign: string) => readonly string[],
    states: readonly DeliveryState[],
    act: (context: Context, delivery: string) => Promise<unknown>,
  ): Work =>
  async (context, { id }, after, limit) => {
    const where = { 'data.about': { in: abouts(id) }, 'data.order': { gt: after } }
    const { rows, next } = await context.read(Delivery).page({ where, order: ['data.order'], limit })
    const meant = rows.filter(({ data }) => states.includes(data.state))
    await all(meant, (row) => act(context, row.id))
    const last = rows.at(-1)?.data.order
    return { count: meant.length, ...(next === undefined || last === undefined ? {} : { next: last }) }
  }

const retry = onDeliveries(
  (id) => [id],
  DEAD,
  (context, id) => context.execute(again, { id }, `again ${id}`),
)
const cancel = onDeliveries(
  (id) => [id, aboutReminders(id), aboutCorrections(id)],
  ['queued'],
  (context, id) => context.execute(withdraw, { id, state: 'cancelled', reason: 'cancelled' }, `withdraw ${id}`),
)

const WORK: Readonly<Record<Task, Work>> = { plan, remind, correct, move, extend, retry, cancel }

/** Does the next page, and wishes for the one after it. */
export const goOn = operation({
  name: 'campaigns.goOn',
  summary: 'Go on with work on everybody of a campaign',
  allow: 'system',
  audited: false,
  input: z.strictObject({ errand: z.string() }),
  output: z.strictObject({}),
  async run(context, { errand }) {
    const stored = await context.load(Errand, errand)
    const { what, campaign: id, after, count, state } = stored.data
    const campaign = await context.read(Campaign).get(id)
    if (state === 'done' || campaign === undefined) return answer({})
    const page = await WORK[what](context, campaign, after, after === '' ? FIRST_PAGE : PAGE)
    const done = { ...stored.data, count: count + page.count }
    if (page.next === undefined) return change(Errand, stored, { ...done, state: 'done' })
    // Not at once: whoever set this going need not wait until everybody has been asked.
    const goingOn = { do: 'campaigns.goOn', input: { errand }, at: later(context.now, 1) }
    return change(Errand, stored, { ...done, after: page.next }, [goingOn])
  },
  outputOf: () => ({}),
})
