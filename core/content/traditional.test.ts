import { describe, expect, it } from 'vitest'
import { toTraditional } from './traditional.ts'

describe('Traditional characters', () => {
  it.each([
    ['请余秀兰处理', '請余秀蘭處理'],
    ['范玉珍、郁东、岳小红和涂强已收到', '范玉珍、郁東、岳小紅和涂強已收到'],
    ['😀余俊峰', '😀余俊峰'],
  ])('keep surnames: %s', (simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional)
  })

  it.each([
    ['剩余3天,其余十余户', '剩餘3天,其餘十餘戶'],
    ['规范收费范围', '規範收費範圍'],
    ['墙面涂料', '牆面塗料'],
    ['余额不足', '餘額不足'],
  ])('convert words: %s', (simplified, traditional) => {
    expect(toTraditional(simplified)).toBe(traditional)
  })
})
