import { expect, it } from 'vitest'
import { isSuggestion } from './suggestion.ts'

it.each([
  ['建议在县医院门口加一个公交站,老人看病要走一公里多', true],
  ['希望在石坪镇中学门口装个减速带,车子太快了', true],
  ['能不能给我们村开个图书室', true],
  ['建议修一下双河镇石桥村的水渠,漏水漏了两年了', false],
  ['希望加派人手,垃圾天天没人收', false],
  ['增加的收费是谁批的', false],
  ['希望增派警察，柳溪镇老街有人偷电瓶车', false],
  ['建议修一条路，我们村从没通过车', false],
  ['请求加装电梯，老人摔了', false],
  ['希望设个红绿灯，上个月撞了三个人', false],
  ['建议增加巡逻，晚上有人抢包', false],
  ['希望增派保安，学生在校门口被打', false],
  ['希望加装防撞护栏', true],
  ['建议小区加装防盗门', true],
  ['建议增加打印机', true],
  ['希望增加抢修人员', true],
])('only suggests: %s %s', (words, is) => expect(isSuggestion(words)).toBe(is))
