import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { check, checkChain, linkOf, type Proven, prove } from './proof.ts'

const keys = newSealKeys('one')
const seal = createSeal({ keys: parseSealKeys(keys) })
const PARTS = { number: '1', previous: '', name: '骆树清', signedAt: '2025-06-30T01:00:00.000Z', 'text 1': '不收红包' }

const chainOf = (count: number): readonly Proven[] => {
  const chain: Proven[] = []
  for (let n = 1; n <= count; n++) {
    const before = chain.at(-1)
    chain.push(prove(seal, { ...PARTS, number: String(n), previous: before === undefined ? '' : linkOf(before) }))
  }
  return chain
}

describe('a receipt', () => {
  it('is whole as it was signed, also after it was written to a file', () => {
    expect(check(JSON.parse(JSON.stringify(prove(seal, PARTS))))).toEqual([])
  })

  it('says which part was changed, added or taken away', () => {
    const receipt = prove(seal, PARTS)
    const { name: _name, ...fewer } = receipt.parts
    expect(check({ ...receipt, parts: { ...receipt.parts, 'text 1': '不收红色' } })).toEqual([
      { kind: 'changed', name: 'text 1' },
    ])
    expect(check({ ...receipt, parts: { ...receipt.parts, more: '' } })).toEqual([{ kind: 'added', name: 'more' }])
    expect(check({ ...receipt, parts: fewer })).toEqual([{ kind: 'removed', name: 'name' }])
  })

  it('says that only a digest was changed, where the parts are as they were signed', () => {
    const receipt = prove(seal, PARTS)
    expect(check({ ...receipt, digests: { ...receipt.digests, name: 'f'.repeat(64) } })).toEqual([
      { kind: 'digest', name: 'name' },
    ])
  })

  it('does not pass with any one character changed', () => {
    const text = JSON.stringify(prove(seal, PARTS))
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('a', '1', 'Z'), (at, letter) => {
        fc.pre(text[at] !== letter)
        const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`
        let receipt: Proven
        try {
          receipt = JSON.parse(changed)
        } catch {
          return
        }
        if (receipt.parts === undefined || receipt.digests === undefined) return
        // Names of the outer members and the format are the file's, not the receipt's.
        if (receipt.publicKey === undefined || receipt.signature === undefined) return
        if (receipt.format !== 'contact-point-pledge/1') return
        expect(check(receipt)).not.toEqual([])
      }),
    )
  })

  it('stays whole when the key is rotated, and the older key is still known as the office\u2019s', () => {
    const receipt = prove(seal, PARTS)
    const rotated = createSeal({ keys: parseSealKeys(`${newSealKeys('two')},${keys}`) })
    expect(check(receipt)).toEqual([])
    expect(rotated.publicKeys).toContain(receipt.publicKey)
    expect(prove(rotated, PARTS).publicKey).not.toBe(receipt.publicKey)
  })

  it('stays whole when the key is lost, although the office no longer knows it', () => {
    const receipt = prove(seal, PARTS)
    const other = createSeal({ keys: parseSealKeys(newSealKeys('other')) })
    expect(check(receipt)).toEqual([])
    expect(other.publicKeys).not.toContain(receipt.publicKey)
  })
})

describe('a chain of receipts', () => {
  it('is whole as it was made', () => expect(checkChain(chainOf(20))).toEqual([]))

  it('says which receipt is missing, or was moved', () => {
    const chain = chainOf(4)
    expect(checkChain(chain.filter((_each, n) => n !== 1))).toEqual([{ kind: 'missing', name: '2' }])
    expect(checkChain([...chain.slice(0, 2), chain[3], chain[2]].flatMap((each) => each ?? []))).toContainEqual({
      kind: 'moved',
      name: '3',
    })
  })

  it('does not take a receipt that was signed anew in the place of another', () => {
    const chain = chainOf(3)
    const forged = prove(seal, { ...PARTS, number: '2', previous: chain[1]?.parts.previous ?? '', name: '别人' })
    expect(checkChain([chain[0], forged, chain[2]].flatMap((each) => each ?? []))).toEqual([
      { kind: 'moved', name: '3' },
    ])
  })
})
