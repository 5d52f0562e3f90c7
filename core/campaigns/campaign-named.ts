import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/errors.ts'
import type { Stored } from '../kernel/record.ts'
import { Campaign } from './campaign.ts'

/** A campaign by its id or by its number. @throws Refusal `campaign.unknown` */
export const campaignNamed = async (context: Pick<Context, 'read'>, named: string): Promise<Stored<Campaign>> => {
  const found = /^\d{1,9}$/.test(named)
    ? await context.read(Campaign).first({ where: { 'data.number': Number(named) } })
    : await context.read(Campaign).get(named)
  if (found === undefined) throw notFound('campaign.unknown')
  return found
}
