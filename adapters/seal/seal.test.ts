import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SealBroken } from '../../core/ports/seal.ts'
import { createSeal } from './index.ts'
import { newSealKeys, parseSealKeys } from './keys.ts'

const OLD = newSealKeys('k1')
const NEW = newSealKeys('k2')
const seal = createSeal({ keys: parseSealKeys(OLD) })
const rotated = createSeal({ keys: parseSealKeys(`${NEW},${OLD}`) })
const stranger = createSeal({ keys: parseSealKeys(newSealKeys('k1')) })

/** Any string that JavaScript can hold, halves of emoji included. */
const anyText = fc.string({ unit: 'binary' }).chain((text) => fc.constantFrom(text, `${text}\ud83d`, `\0${text}`))

describe('a sealed text', () => {
  test('opens to what was sealed, whatever it holds', () => {
    fc.assert(
      fc.property(anyText, anyText, (plain, bond) => {
        expect(seal.open(seal.seal(plain, bond), bond)).toBe(plain)
      }),
    )
  })

  test('never looks the same twice, and carries its version and key', () => {
    const [one, two] = [seal.seal('周敏', 'case:c1'), seal.seal('周敏', 'case:c1')]
    expect(one).not.toBe(two)
    expect(one).toMatch(/^v1\.k1\.[\w-]+$/)
  })

  test('does not open for another record', () => {
    fc.assert(
      fc.property(anyText, anyText, (bond, other) => {
        fc.pre(bond !== other)
        expect(() => seal.open(seal.seal('周敏', bond), other)).toThrow(SealBroken)
      }),
    )
  })

  test('does not open after any character of it changed, went, or came', () => {
    const sealed = seal.seal('住在东街', 'case:c1')
    const change = fc.record({
      at: fc.nat(sealed.length - 1),
      gone: fc.nat(2),
      put: fc.string({ unit: fc.constantFrom(...'v12.kK-_AQgwz='), maxLength: 2 }),
    })
    fc.assert(
      fc.property(change, ({ at, gone, put }) => {
        const changed = sealed.slice(0, at) + put + sealed.slice(at + gone)
        fc.pre(changed !== sealed)
        expect(() => seal.open(changed, 'case:c1')).toThrow(SealBroken)
      }),
      { numRuns: 500 },
    )
  })

  test('does not open with another key, even one of the same name', () => {
    expect(() => stranger.open(seal.seal('x', 'b'), 'b')).toThrow(SealBroken)
  })

  test('opens after a new key was put in front, and then the new key seals', () => {
    expect(rotated.open(seal.seal('x', 'b'), 'b')).toBe('x')
    expect(rotated.seal('x', 'b')).toMatch(/^v1\.k2\./)
    expect(() => seal.open(rotated.seal('x', 'b'), 'b')).toThrow(SealBroken)
  })

  test('is refused in words when it is none', () => {
    for (const text of ['', 'v1', 'v1.k1', 'v1.k1.', 'v1.k1.AAAA', 'v2.k1.AAAA', 'v1.k1.AAAA.AAAA', '周敏']) {
      expect(() => seal.open(text, 'b')).toThrow(SealBroken)
    }
  })
})

describe('sealed bytes', () => {
  test('open to what was sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (plain) => {
        expect(Buffer.compare(seal.openBytes(seal.sealBytes(plain, 'b'), 'b'), plain)).toBe(0)
      }),
    )
  })

  test('do not open after any bit changed, after a cut, or for another record', () => {
    const sealed = seal.sealBytes(Buffer.from('照片'), 'b')
    for (let at = 0; at < sealed.length * 8; at++) {
      const changed = Uint8Array.from(sealed)
      changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7))
      expect(() => seal.openBytes(changed, 'b')).toThrow(SealBroken)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => seal.openBytes(sealed.subarray(0, length), 'b')).toThrow(SealBroken)
    }
    expect(() => seal.openBytes(sealed, 'c')).toThrow(SealBroken)
  })

  test('open after rotation', () => {
    expect(Buffer.from(rotated.openBytes(seal.sealBytes(Buffer.from('x'), 'b'), 'b')).toString()).toBe('x')
  })

  test('are not a sealed text in other clothes', () => {
    const bytes = seal.sealBytes(Buffer.from('"x"'), 'b')
    const text = `v1.k1.${Buffer.from(bytes).subarray(4).toString('base64url')}`
    expect(() => seal.open(text, 'b')).toThrow(SealBroken)
  })
})

describe('digests', () => {
  test('stay the same when a new key is put in front', () => {
    fc.assert(
      fc.property(anyText, fc.string(), fc.integer({ min: 1, max: 30 }), (text, purpose, count) => {
        expect(rotated.blind(text, purpose)).toBe(seal.blind(text, purpose))
        expect(rotated.digits(text, purpose, count)).toBe(seal.digits(text, purpose, count))
        expect(rotated.chain(text)).toBe(seal.chain(text))
      }),
    )
  })

  test('are others under another key, purpose, count or text', () => {
    expect(seal.blind('a', 'chat')).not.toBe(stranger.blind('a', 'chat'))
    expect(seal.blind('a', 'chat')).not.toBe(seal.blind('a', 'phone'))
    expect(seal.blind('\ud800', 'chat')).not.toBe(seal.blind('\ufffd', 'chat'))
    expect(seal.digits('a', 'code', 40).startsWith(seal.digits('a', 'code', 20))).toBe(false)
    expect(seal.chain('a').startsWith(seal.blind('a', ''))).toBe(false)
  })

  test('have the lengths that the port promises', () => {
    expect(seal.blind('a', 'chat')).toMatch(/^[0-9a-f]{32}$/)
    expect(seal.chain('a')).toMatch(/^[0-9a-f]{64}$/)
    for (const count of [1, 6, 16, 100]) expect(seal.digits('a', 'code', count)).toMatch(RegExp(`^\\d{${count}}$`))
  })

  test('every digit comes equally often', () => {
    const seen = new Map<string, number>()
    for (let n = 0; n < 2_000; n++) {
      for (const digit of seal.digits(`case ${n}`, 'code', 20)) seen.set(digit, (seen.get(digit) ?? 0) + 1)
    }
    // 4,000 of each are expected; chance alone leaves these bounds once in a million runs.
    expect([...seen.keys()].sort().join('')).toBe('0123456789')
    for (const times of seen.values()) expect(Math.abs(times - 4_000)).toBeLessThan(330)
  })
})
