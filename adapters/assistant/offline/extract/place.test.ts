import { expect, it } from 'vitest'
import { sampleContent } from '../../../../test/support/world.ts'
import { placeIn, placeNames } from './place.ts'

const names = (await sampleContent()).derive(placeNames)

it.each([
  ['地点在柳溪镇杨树村三组', '柳溪镇杨树村三组'],
  ['柳溪镇粮站门口路灯不亮', '柳溪镇粮站门口'],
  ['水管爆了 柳溪镇新民村', '柳溪镇新民村'],
  ['饭菜里吃出虫子,在县一小', '县一小'],
  ['在县一中门口', '县一中门口'],
  ['幸福小区3栋电梯坏了', '幸福小区3栋'],
])('%s is at %s', (text, place) => {
  expect(placeIn(text, names)).toBe(place)
})

it.each(['村口路灯坏了', '楼下烧烤店天天吵', '我们小区电梯坏了'])('%s names no place', (text) => {
  expect(placeIn(text, names)).toBeUndefined()
})
