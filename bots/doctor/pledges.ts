import { readerOf } from '../../core/kernel/reader.ts'
import { checkChain } from '../../core/pledges/index.ts'
import { PledgeReceipt } from '../../core/pledges/pledge.ts'
import type { Program } from '../../core/program.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** So many of the newest receipts are checked: all of them are `audit verify`'s and `pledge verify`'s work. */
const NEWEST = 500

/** Whether the receipts of pledges are as they were signed, and with keys that this office still holds. */
export const lookAtPledges = async ({ outside: { store, seal } }: Program): Promise<Finding> => {
  const receipts = readerOf(store, PledgeReceipt)
  const byKey = await receipts.groupCount({}, 'data.proof.publicKey')
  const all = [...byKey.values()].reduce((sum, count) => sum + count, 0)
  if (all === 0) return ok('pledges', 'none signed yet')
  const { rows } = await receipts.page({ order: ['-data.number'], limit: NEWEST })
  const faults = checkChain(rows.map(({ data }) => data.proof).reverse())
  const [fault] = faults
  if (fault !== undefined)
    return fail(
      'pledges',
      `${faults.length} of the newest ${rows.length} receipts are not as they were signed, the first: ${fault.kind} ${fault.name}`,
      'Somebody has written into the store past the program: compare with a backup, and with the files that were handed out.',
    )
  const strange = [...byKey].filter(([key]) => !seal.publicKeys.includes(String(key)))
  const lost = strange.reduce((sum, [, count]) => sum + count, 0)
  if (lost > 0)
    return warn(
      'pledges',
      `${lost} of ${all} receipts were signed with ${strange.length === 1 ? 'a key' : `${strange.length} keys`} that SEAL_KEYS does not hold: ${strange.map(([key]) => key).join(', ')}`,
      'They still prove what was signed, but nothing here says any more that the key was the office\u2019s. Put the old key back behind the newer ones in SEAL_KEYS; if it is lost, publish its public key as your former one.',
    )
  return ok('pledges', `${all} ${all === 1 ? 'receipt' : 'receipts'}, the newest ${rows.length} checked`)
}
