import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Delivery } from '../messaging/index.ts'
import { Addressee, excusedIfLeft } from './addressee.ts'
import { campaignNamed } from './campaign-named.ts'
import { aboutCorrections, aboutReminders, wishTo } from './telling.ts'

const One = z.strictObject({ addressee: z.string() })
const outputOf = ({ id }: Stored<Addressee>) => ({ addressee: id })

/** Asks one person again, unless they have answered or left meanwhile. */
export const remindOne = operation({
  name: 'campaigns.remindOne',
  summary: 'Remind one person of a campaign who has not answered',
  allow: 'system',
  audited: false,
  input: One,
  output: One,
  async run(context, { addressee }) {
    const stored = await context.load(Addressee, addressee)
    const { campaign: id, reminded } = stored.data
    const campaign = (await campaignNamed(context, id)).data
    if (stored.data.state !== 'waiting' || campaign.state !== 'open') return answer({ addressee })
    const excused = await excusedIfLeft(context, stored.data)
    if (excused !== undefined) return change(Addressee, stored, excused)
    const wish = wishTo(context.content, id, campaign, stored.data, campaign.kind.remind, aboutReminders(id))
    return change(Addressee, stored, { ...stored.data, reminded: reminded + 1, remindedAt: context.now }, [wish])
  },
  outputOf,
})

/** Tells one person who has not answered that the last day has moved. */
export const moveOne = operation({
  name: 'campaigns.moveOne',
  summary: 'Tell one person of a campaign who has not answered that its last day has moved',
  allow: 'system',
  audited: false,
  input: One,
  output: One,
  async run(context, { addressee }) {
    const stored = await context.load(Addressee, addressee)
    const { campaign: id } = stored.data
    const campaign = (await campaignNamed(context, id)).data
    if (stored.data.state !== 'waiting' || campaign.state !== 'open') return answer({ addressee })
    const words = { ...campaign.kind.invite, say: 'campaign.date-moved', files: [] }
    return change(Addressee, stored, stored.data, [
      wishTo(context.content, id, campaign, stored.data, words, aboutReminders(id)),
    ])
  },
  outputOf,
})

/** Puts right what one person was sent. Whoever has not been sent anything yet gets the right words at their time. */
export const correctOne = operation({
  name: 'campaigns.correctOne',
  summary: 'Put right what one person of a campaign was sent',
  allow: 'system',
  audited: false,
  input: One,
  output: One,
  async run(context, { addressee }) {
    const stored = await context.load(Addressee, addressee)
    const { campaign: id, person } = stored.data
    const campaign = (await campaignNamed(context, id)).data
    const last = await context.read(Delivery).first({
      where: { 'data.lane': `person:${person}`, 'data.about': { in: [id, aboutCorrections(id)] } },
      order: ['-data.order'],
    })
    if (last === undefined) return answer({ addressee })
    const wish = wishTo(context.content, id, campaign, stored.data, campaign.kind.invite, aboutCorrections(id), last.id)
    return change(Addressee, stored, stored.data, [wish])
  },
  outputOf,
})
