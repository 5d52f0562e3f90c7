import { waitingForMe } from '../campaigns/index.ts'
import type { Context } from '../kernel/context.ts'
import { Collection } from './collection.ts'
import { answerId, MemberAnswer, ownerOf } from './member-answer.ts'

/** So many of the newest are looked at for what this very act kept before. */
const NEWEST = 3

/**
 * The open round of `form` that waits for whoever asks: what they tell unasked is their answer to it. Of several the one
 * that closes first; none that they have answered, though the campaign may not know it yet.
 * @throws Repeated where this act was done before, whatever has become of its round since
 */
export const roundFor = async (context: Context, person: string, form: string): Promise<string | undefined> => {
  const own = { where: { 'data.owner': ownerOf(context.seal, person) }, order: ['-data.at'] }
  const { rows: newest } = await context.read(MemberAnswer).page({ ...own, limit: NEWEST })
  for (const { id } of newest) await context.load(MemberAnswer, id)
  const { rows } = await context.execute(waitingForMe, { limit: 50 }, 'rounds')
  for (const { campaign } of rows) {
    if ((await context.read(Collection).get(campaign))?.data.form !== form) continue
    if ((await context.read(MemberAnswer).get(answerId(context.seal, campaign, person))) === undefined) return campaign
  }
  return undefined
}
