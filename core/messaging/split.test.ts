import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBlank, split } from './split.ts'

const squeezed = (text: string): string => text.replace(/\s/g, '')

test('a text that fits is left as it is', () => {
  expect(split('一句话。\n\n另一句。', 100)).toEqual(['一句话。\n\n另一句。'])
})

test('paragraphs stay together, then lines, then sentences, then words', () => {
  expect(split('aaaa bbbb\n\ncccc dddd\neeee', 20)).toEqual(['aaaa bbbb', 'cccc dddd\neeee'])
  expect(split('aaaa bbbb\ncccc dddd. eeee', 20)).toEqual(['aaaa bbbb', 'cccc dddd. eeee'])
  expect(split('路灯坏了三个月。老人摔了两次。请您来看看。', 16)).toEqual([
    '路灯坏了三个月。老人摔了两次。',
    '请您来看看。',
  ])
  expect(split('路灯坏了三个月,老人摔了两次,请您来看看', 16)).toEqual(['路灯坏了三个月,老人摔了两次,', '请您来看看'])
})

test('without any place it is cut between characters', () => {
  expect(split('😀😀😀', 3)).toEqual(['😀', '😀', '😀'])
})

test('a blank text has no parts, however long it is', () => {
  expect(split(' \n\u200b\u202e', 100)).toEqual([])
  expect(split('\n'.repeat(10_000), 4_096)).toEqual([])
  expect(isBlank('·')).toBe(false)
})

test('whatever the text, nothing but white space is lost, no part is too long, and no character is broken', () => {
  const unit = fc.constantFrom('字', 'a', ' ', '\n', '\n\n', '。', '. ', '😀', '👨‍👩‍👧', ',', 'مر')
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 300 }), fc.integer({ min: 2, max: 60 }), (units, limit) => {
      const text = units.join('')
      const parts = split(text, limit)
      expect(parts.every((part) => part.length <= limit && part.isWellFormed() && !isBlank(part))).toBe(true)
      if (!isBlank(text))
        expect(squeezed(parts.join('')).replace(/\u200d/g, '')).toBe(squeezed(text).replace(/\u200d/g, ''))
    }),
  )
})
