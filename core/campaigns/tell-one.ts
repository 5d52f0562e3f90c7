import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { type Operation, operation } from '../kernel/operation.ts'
import { answer, change, type Outcome } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Delivery } from '../messaging/index.ts'
import { isDead } from '../messaging/state.ts'
import { Addressee, goneIfLeft } from './addressee.ts'
import type { Campaign } from './campaign.ts'
import { campaignNamed } from './campaign-named.ts'
import { deliveryTo } from './people-of.ts'
import { aboutCorrections, aboutReminders, wishTo, wordsTo } from './telling.ts'

const One = z.strictObject({ addressee: z.string() })
type One = z.infer<typeof One>

interface Telling {
  readonly context: Context
  /** The campaign's id. */
  readonly id: string
  readonly campaign: Campaign
  readonly stored: Stored<Addressee>
}

/** Says something to one person of a campaign, or nothing where there is no more to say. */
const toOne = (
  name: string,
  summary: string,
  say: (telling: Telling) => Promise<Outcome<One> | undefined>,
): Operation<One, One> =>
  operation({
    name,
    summary,
    allow: 'system',
    audited: false,
    input: One,
    output: One,
    async run(context, { addressee }) {
      const stored = await context.load(Addressee, addressee)
      const { campaign: id } = stored.data
      const campaign = (await campaignNamed(context, id)).data
      return (await say({ context, id, campaign, stored })) ?? answer({ addressee })
    },
    outputOf: ({ id }: Stored<Addressee>) => ({ addressee: id }),
  })

/**
 * The same where an answer is still waited for; nothing waits for whoever has left. Who has not been sent anything yet
 * hears nothing of what they can't know.
 */
const toWaiting =
  (say: (telling: Telling) => Outcome<One> | undefined) =>
  async (telling: Telling): Promise<Outcome<One> | undefined> => {
    const { context, id, campaign, stored } = telling
    if (stored.data.state !== 'waiting' || campaign.state !== 'open') return undefined
    const gone = await goneIfLeft(context, stored.data)
    if (gone !== undefined) return change(Addressee, stored, gone)
    const invitation = await deliveryTo(context, id, stored.data.person)
    return invitation === undefined || invitation.data.state === 'queued' ? undefined : say(telling)
  }

export const remindOne = toOne(
  'campaigns.remindOne',
  'Remind one person of a campaign who has not answered',
  toWaiting(({ context, id, campaign, stored }) => {
    const wish = wishTo(context.content, id, campaign, stored.data, campaign.kind.remind, aboutReminders(id))
    const reminded = { ...stored.data, reminded: stored.data.reminded + 1, remindedAt: context.now }
    return change(Addressee, stored, reminded, [wish])
  }),
)

export const letGoOne = toOne(
  'campaigns.letGoOne',
  'Wait no more for the answer of one person of a campaign who has left',
  toWaiting(() => undefined),
)

/** Tells those who have not answered of another last day, in the words of `say`. */
const anotherDay = (name: string, summary: string, say: string) =>
  toOne(
    name,
    summary,
    toWaiting(({ context, id, campaign, stored }) => {
      const words = { ...campaign.kind.invite, say, files: [] }
      const wish = wishTo(context.content, id, campaign, stored.data, words, aboutReminders(id))
      return change(Addressee, stored, stored.data, [wish])
    }),
  )

export const moveOne = anotherDay(
  'campaigns.moveOne',
  'Tell one person of a campaign who has not answered that its last day has moved',
  'campaign.date-moved',
)

export const extendOne = anotherDay(
  'campaigns.extendOne',
  'Tell one person of a campaign who has not answered that it was given another last day',
  'campaign.date-changed',
)

/** Whoever has not been sent anything yet gets the right words at their time. */
export const correctOne = toOne(
  'campaigns.correctOne',
  'Put right what one person of a campaign was sent',
  async ({ context, id, campaign, stored }) => {
    const last = await context.read(Delivery).first({
      where: {
        'data.lane': `person:${stored.data.person}`,
        'data.about': { in: [id, aboutCorrections(id)] },
      },
      order: ['-data.order'],
    })
    if (last === undefined) return undefined
    const { invite } = campaign.kind
    // What nobody got is put right where it lies: whoever sends it again sends the right words.
    if (isDead(last.data.state)) {
      const words = wordsTo(context.content, id, campaign, stored.data, invite)
      return change(Addressee, stored, stored.data, [{ do: 'messaging.reword', input: { id: last.id, words } }])
    }
    const wish = wishTo(context.content, id, campaign, stored.data, invite, aboutCorrections(id), last.id)
    return change(Addressee, stored, stored.data, [wish])
  },
)
