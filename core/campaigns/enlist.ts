import { z } from 'zod'
import { idFrom } from '../kernel/execution.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change, create } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { HOUR, later } from '../ports/clock.ts'
import { Addressee, addresseeId, goneIfLeft } from './addressee.ts'
import type { Campaign } from './campaign.ts'
import { campaignNamed } from './campaign-named.ts'
import { wishTo } from './telling.ts'

const Output = z.strictObject({ addressee: z.string() })
const outputOf = ({ id }: Stored<Addressee>) => ({ addressee: id })

/** Takes one person into a campaign and asks them, now or at their place in the spread. */
export const enlist = operation({
  name: 'campaigns.enlist',
  summary: 'Take one person into a campaign and send them its message',
  allow: 'system',
  audited: false,
  input: z.strictObject({
    campaign: z.string(),
    person: z.string(),
    unit: z.string().optional(),
    grade: z.number().optional(),
    stratum: z.string().optional(),
    place: z.string().optional(),
    variables: z.record(z.string(), z.string()),
  }),
  output: Output,
  async run(context, input) {
    const { campaign: id, person } = input
    const campaign = (await campaignNamed(context, id)).data
    const own = addresseeId(id, person)
    if ((await context.read(Addressee).get(own)) !== undefined) {
      await context.load(Addressee, own)
      return answer({ addressee: own })
    }
    const addressee: Addressee = { ...input, state: 'waiting', reminded: 0 }
    const at = placeInSpread(campaign, own)
    return create(Addressee, own, addressee, [
      at <= context.now
        ? wishTo(context.content, id, campaign, addressee, campaign.kind.invite)
        : { do: 'campaigns.send', input: { addressee: own }, at },
    ])
  },
  outputOf,
})

/** When the message to this person leaves: spread evenly by chance, and the same whenever it is asked. */
const placeInSpread = ({ opensAt, spread }: Campaign, addressee: string): string => {
  const share = Number.parseInt(idFrom(addressee).slice(-6), 36) / 36 ** 6
  return spread === 0 ? opensAt : later(opensAt, Math.floor(share * spread * HOUR))
}

/** The place of one person in the spread has come. Nothing is sent any more of what was cancelled or is over, or to whoever has left. */
export const send = operation({
  name: 'campaigns.send',
  summary: 'Send one person the message of a campaign',
  allow: 'system',
  audited: false,
  input: z.strictObject({ addressee: z.string() }),
  output: Output,
  async run(context, { addressee }) {
    const stored = await context.load(Addressee, addressee)
    const { campaign: id } = stored.data
    const campaign = (await campaignNamed(context, id)).data
    if (campaign.state !== 'open') return answer({ addressee })
    const gone = await goneIfLeft(context, stored.data)
    if (gone !== undefined) return change(Addressee, stored, gone)
    return change(Addressee, stored, stored.data, [
      wishTo(context.content, id, campaign, stored.data, campaign.kind.invite),
    ])
  },
  outputOf,
})
