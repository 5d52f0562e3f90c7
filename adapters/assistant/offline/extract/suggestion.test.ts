import { expect, it } from 'vitest'
import { isSuggestion } from './suggestion.ts'

it.each([
  ['建议在县医院门口加一个公交站,老人看病要走一公里多', true],
  ['希望在石坪镇中学门口装个减速带,车子太快了', true],
  ['能不能给我们村开个图书室', true],
  ['建议修一下双河镇石桥村的水渠,漏水漏了两年了', false],
  ['希望加派人手,垃圾天天没人收', false],
  ['增加的收费是谁批的', false],
])('only suggests: %s %s', (words, is) => expect(isSuggestion(words)).toBe(is))
