import { expect, it } from 'vitest'
import { advertises } from './advertises.ts'

it.each([
  ['代开发票，加V信 13800001111，优惠多多', true],
  ['低息贷款，无抵押秒到账，电话13900002222，微信同号', true],
  ['天天有人打电话推销贷款，我的号码是怎么泄露的', false],
  ['我加微信做兼职被骗了三千', false],
  ['健身房优惠卡不给退钱，老板电话打不通', false],
  ['招聘会什么时候开', false],
  ['办证刷单加群，日结', true],
  ['彩票内部消息 +v：fafa888', true],
  ['兼职日结，QQ 2233445566', true],
  ['办证大厅群众排队两小时', false],
  ['办证窗口态度差，群众意见大', false],
  ['人社局招聘会电话是多少', false],
  ['夜里有博彩店营业,群众都知道', false],
  ['村里办证，参加群众排到门外', false],
  ['办证的事打12345问了三次', false],
  ['办证要交20000元', false],
  ['AH-2025-000001办证的事怎么样了', false],
])('an advertisement: %s %s', (words, is) => expect(advertises(words)).toBe(is))
