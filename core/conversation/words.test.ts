import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanWords, looksTraditional, withoutRows } from './words.ts'

describe('what a person wrote', () => {
  it('loses what can’t be seen or turns the text around, and keeps its lines', () => {
    expect(cleanWords('路\u200C灯\u200D坏了👨\u200D👩')).toBe('路灯坏了👨\u200D👩')
    expect(cleanWords('\u202E路灯\u200B坏了\u0000\r\n三个月\u0007')).toBe('路灯坏了\n三个月')
  })

  it('keeps emoji, and no half of one', () => {
    expect(cleanWords('谢谢👍')).toBe('谢谢👍')
    expect(cleanWords('谢谢\uD83D').isWellFormed()).toBe(true)
  })

  it('never has more than two empty lines in a row, nor any at its ends', () => {
    expect(cleanWords('\n\n a\n\n\n\n\n\nb \n')).toBe('a\n\n\nb')
  })

  it('is clean after it was cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => cleanWords(cleanWords(words)) === cleanWords(words)),
    )
  })
})

describe('rows of one sign', () => {
  const heard = (text: string) => withoutRows({ kind: 'text', text } as const).text

  it.each([
    ['一', '一'.repeat(200)],
    ['。', '。'.repeat(200)],
    ['👍', '👍'.repeat(100)],
    [' \t\n', ' \t\n'.repeat(200).slice(0, 200)],
  ])('have an end: %j', (sign, kept) => {
    expect(heard(`路灯${sign.repeat(20_000)}坏了`)).toBe(`路灯${kept}坏了`)
  })

  it('are all that is left out', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => heard(words) === words))
  })
})

describe('Traditional characters', () => {
  it('are known by those that Simplified does not have', () => {
    expect(looksTraditional('辦得怎麼樣了')).toBe(true)
    expect(looksTraditional('办得怎么样了')).toBe(false)
    expect(looksTraditional('撤回')).toBe(false)
  })
})
