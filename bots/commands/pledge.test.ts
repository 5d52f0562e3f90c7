import { describe, expect, it } from 'vitest'
import { createSeal } from '../../adapters/seal/index.ts'
import { newSealKeys, parseSealKeys } from '../../adapters/seal/keys.ts'
import { linkOf, type Proven, prove } from '../../core/pledges/proof.ts'
import { verdictOn } from './pledge.ts'

const older = newSealKeys('one')
const before = createSeal({ keys: parseSealKeys(older) })
const rotated = createSeal({ keys: parseSealKeys(`${newSealKeys('two')},${older}`) })
const PARTS = { title: '岗位承诺书', name: '骆树清', signedAt: '2025-06-30T01:00:00.000Z', 'text 1': '不收红包' }
const first = prove(before, { ...PARTS, number: '1', previous: '' })
const second = prove(rotated, { ...PARTS, number: '2', previous: linkOf(first) })

const says = (given: unknown, keys?: readonly string[]) =>
  verdictOn('r.json', typeof given === 'string' ? given : JSON.stringify(given), keys).lines
const without = (given: string): string => {
  try {
    return says(given).join(' ')
  } catch (error) {
    return String(error)
  }
}

describe('`pledge verify`', () => {
  it('says who signed what and when, and which key is still to be compared', () => {
    expect(says(first)).toEqual([
      'As it was signed: 岗位承诺书, by 骆树清, at 2025-06-30T01:00:00.000Z.',
      `Signed with the key ${first.publicKey}`,
      expect.stringContaining('give --key'),
    ])
    expect(says(`\uFEFF${JSON.stringify(first)}`, [first.publicKey])).toHaveLength(2)
  })

  it.each(Object.keys(first.parts).filter((part) => first.parts[part] !== ''))(
    'names %s where one character of it was changed',
    (part) => {
      const changed = { ...first.parts, [part]: `${first.parts[part]?.slice(0, -1)}~` }
      expect(says({ ...first, parts: changed })).toEqual(['NOT as it was signed:', `  changed: ${part}`])
    },
  )

  it('does not believe a changed signature or key', () => {
    const other = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
    for (const changed of [
      { ...first, signature: other(first.signature) },
      { ...first, publicKey: other(first.publicKey) },
    ])
      expect(says(changed).join()).toMatch(/NOT as it was signed:.*the signature does not belong/)
  })

  it('takes receipts of before and after a key was rotated, and tells which key is a stranger\u2019s', () => {
    const chain: readonly Proven[] = [first, second]
    expect(says(chain, rotated.publicKeys)).toEqual(['2 receipts: all as they were signed, none missing.'])
    expect(says(chain, [second.publicKey])).toContain(`Receipt 1 was signed with another key: ${first.publicKey}`)
    expect(says([second, first]).join()).toMatch(/does not follow the receipt before it: number 1/)
  })

  it.each([
    ['', /is empty/],
    ['%PDF-1.7 \u0000', /is the signed copy.*receipt-NUMBER\.json/],
    ['PK\u0003\u0004', /is the signed copy/],
    ['{"a":1}', /holds no receipt/],
    ['[]', /holds no receipt/],
    [JSON.stringify(first).slice(0, -1), /from its first brace to its last/],
  ])('says what a file is that holds none: %j', (text, words) => {
    expect(without(text)).toMatch(words)
  })
})
