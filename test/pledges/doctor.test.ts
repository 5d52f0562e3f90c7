import { describe, expect, it } from 'vitest'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { lookAtPledges } from '../../bots/doctor/pledges.ts'
import { PledgeReceipt } from '../../core/pledges/pledge.ts'
import { linkOf, type Proven, prove } from '../../core/pledges/proof.ts'
import { World } from '../support/world.ts'

const keys = newSealKeys('one')
const seal = createSeal({ keys: parseSealKeys(keys) })
const newer = newSealKeys('two')

/** An office that holds `held` and has three receipts, as `change` leaves them. */
const looked = async (held: string, change: (proof: Proven, number: number) => Proven = (proof) => proof) => {
  const { program } = await World.open()
  const { store } = program.outside
  let previous = ''
  for (const number of [1, 2, 3]) {
    const proof = prove(seal, { number: String(number), previous, name: '骆树清' })
    previous = linkOf(proof)
    await store.collection(PledgeReceipt).insert({
      ...{ id: `ps${number}`, version: 1, data: { number, proof: change(proof, number) } },
    } as never) // as far as it is looked at
  }
  const outside = { ...program.outside, seal: createSeal({ keys: parseSealKeys(held) }) }
  return lookAtPledges({ ...program, outside } as typeof program) // nothing else of it is used
}

describe('what doctor says of the receipts of pledges', () => {
  it('is that they are sound, also after the key was rotated', async () => {
    expect(await looked(keys)).toMatchObject({ level: 'ok', found: '3 receipts, the newest 3 checked' })
    expect(await looked(`${newer},${keys}`)).toMatchObject({ level: 'ok' })
  })

  it('is which key is lost, and what that means', async () => {
    const { level, found, cure } = await looked(newer)
    expect({ level, found }).toMatchObject({ level: 'warn', found: expect.stringContaining(seal.publicKeys[0] ?? '') })
    expect(cure).toContain('still prove what was signed')
  })

  it('is which receipt was changed in the store', async () => {
    const change = (proof: Proven, number: number) =>
      number === 2 ? { ...proof, parts: { ...proof.parts, name: '别人' } } : proof
    expect(await looked(keys, change)).toMatchObject({
      level: 'fail',
      found: expect.stringContaining('changed 2: name'),
    })
  })
})
