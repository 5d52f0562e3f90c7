import { readerOf } from '../kernel/reader.ts'
import type { Stored } from '../kernel/record.ts'
import { type Channel, NotEditable, type Sent } from '../ports/channel.ts'
import { type Seal, SealBroken } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { Delivery } from './delivery.ts'

interface By {
  readonly channel: Channel
  readonly store: Store
  readonly seal: Seal
}

/**
 * Says a delivery at `address`. What corrects an earlier one is edited into its place; where that can't be, it is said
 * anew, as a correction. Returns the sealed reference by which it can be corrected in its turn.
 * @throws Unreachable | TooFast | Refused | Unavailable
 */
export const say = async (
  delivery: Stored<Delivery>,
  address: string,
  by: By,
): Promise<{ readonly reference?: string }> => {
  const { reference } = (await edited(delivery, address, by)) ?? (await anew(delivery, address, by))
  const kept = reference !== undefined && delivery.data.purpose !== 'reply'
  return kept ? { reference: by.seal.seal(reference, bondOf(delivery.id, address, by.seal)) } : {}
}

const anew = ({ id, data: { message, corrects } }: Stored<Delivery>, address: string, { channel }: By): Promise<Sent> =>
  channel.send(address, corrects === undefined ? message : { ...message, text: corrects.anew }, id)

const edited = async (
  { id, data }: Stored<Delivery>,
  address: string,
  { channel, store, seal }: By,
): Promise<Sent | undefined> => {
  if (data.corrects === undefined || channel.edit === undefined) return undefined
  const before = await readerOf(store, Delivery).get(data.corrects.delivery)
  if (before?.data.reference === undefined || before.data.channel !== channel.name) return undefined
  try {
    const reference = seal.open(before.data.reference, bondOf(before.id, address, seal))
    return await channel.edit(address, reference, data.message, id)
  } catch (error) {
    // It can't be changed any more, or arrived in another chat than this one.
    if (error instanceof NotEditable || error instanceof SealBroken) return undefined
    throw error
  }
}

/** A reference opens only for the delivery and the chat that it belongs to. */
const bondOf = (delivery: string, address: string, seal: Seal): string =>
  `sent:${delivery}:${seal.blind(address, 'sent')}`
