import { z } from 'zod'
import { notFound } from '../kernel/errors.ts'
import { operation } from '../kernel/operation.ts'
import { answer, change } from '../kernel/outcome.ts'
import type { Stored } from '../kernel/record.ts'
import { Addressee } from './addressee.ts'
import { Campaign } from './campaign.ts'
import { aboutReminders, wishTo } from './telling.ts'

/** Asks one person again, unless they have answered meanwhile. */
export const remindOne = operation({
  name: 'campaigns.remindOne',
  summary: 'Remind one person of a campaign who has not answered',
  allow: 'system',
  audited: false,
  input: z.strictObject({ addressee: z.string() }),
  output: z.strictObject({ addressee: z.string() }),
  async run(context, { addressee }) {
    const stored = await context.load(Addressee, addressee)
    const { campaign: id, reminded } = stored.data
    const campaign = (await context.read(Campaign).get(id))?.data
    if (campaign === undefined) throw notFound('campaign.unknown')
    if (stored.data.state !== 'waiting' || campaign.state !== 'open') return answer({ addressee })
    const wish = wishTo(context.content, id, campaign, stored.data, campaign.kind.remind, aboutReminders(id))
    return change(Addressee, stored, { ...stored.data, reminded: reminded + 1, remindedAt: context.now }, [wish])
  },
  outputOf: ({ id }: Stored<Addressee>) => ({ addressee: id }),
})
