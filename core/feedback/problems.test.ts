import { describe, expect, it } from 'vitest'
import { partsOf } from './problems.ts'

describe('several problems in one message', () => {
  it('are parted by their numbers, each with what was said before them', () => {
    expect(partsOf('石桥村的，有两件事：1、路灯坏了三个月；2、垃圾一周没人收')).toEqual([
      '石桥村的，有两件事： 路灯坏了三个月；',
      '石桥村的，有两件事： 垃圾一周没人收',
    ])
    expect(partsOf('一、村口路灯坏了。\n二、河里有人倒垃圾。')).toEqual(['村口路灯坏了。', '河里有人倒垃圾。'])
  })

  it('are parted by numbers inside a sentence', () => {
    expect(partsOf('三件事：一是路口没有红绿灯，二是下水道返臭水，三是退休金一直没发')).toEqual([
      '三件事： 路口没有红绿灯',
      '三件事： 下水道返臭水',
      '三件事： 退休金一直没发',
    ])
    expect(partsOf('有两个事，第一，桥栏杆断了好久，第二，食堂的饭是冷的')).toEqual([
      '有两个事 桥栏杆断了好久',
      '有两个事 食堂的饭是冷的',
    ])
  })

  it('are parted by words that say so', () => {
    expect(partsOf('村口路灯坏了三个月。另外，学校门口的车乱停')).toEqual(['村口路灯坏了三个月。', '学校门口的车乱停'])
    expect(partsOf('The street lamp is broken. Also the rubbish is not collected')).toEqual([
      'The street lamp is broken.',
      'the rubbish is not collected',
    ])
  })

  it.each([
    '村口的路灯坏了三个月,晚上老人摔了两次',
    '补偿款每亩2.5万元,一直没到账,3月15日也去问过',
    '另外',
    '1、好',
    '',
    '他说第一天来,第二天又说没空',
  ])('are not seen where there is one: %s', (text) => {
    expect(partsOf(text)).toEqual([text])
  })
})
