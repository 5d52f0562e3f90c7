import { expect, it } from 'vitest'
import { isOtherLanguage, saysNothing } from './nothing-said.ts'

it.each([
  '',
  '啊',
  '?',
  '😀😡👍🏻🙏',
  '……',
  'k',
  '啊'.repeat(500),
  'a'.repeat(500),
  '5oiR5Lus5p2R55qE6Lev54Gv5Z2P5LqG5LiJ',
])('nothing is said by %s', (words) => expect(saysNothing(words)).toBe(true))
it.each(['漏水', '路\u200B灯', '救命', 'no water', '12', '5oiR5Lus5p2R55qE6Lev54Gv5Z2P5LqG5LiJ 这是什么'])(
  'something is said by %s',
  (words) => expect(saysNothing(words)).toBe(false),
)
it.each([
  ['Здравствуйте, у нас нет воды', true],
  ['بىزدە سۇ يوق', true],
  ['我们这里没水', false],
  ['no water', false],
  ['😀', false],
  ['12345', false],
])('another language is %s: %s', (words, is) => expect(isOtherLanguage(words)).toBe(is))
