import { describe, expect, it } from 'vitest'
import { amountIn } from './amount.ts'

describe('an amount in a pledge', () => {
  it.each([
    ['3000', '3000'],
    ['３，０００元', '3000'],
    ['¥ 2500.50', '2500.5'],
    ['1.2万元', '12000'],
    ['0.07万', '700'],
    ['0', '0'],
  ])('%s is %s yuan', (said, yuan) => {
    expect(amountIn(said)).toBe(yuan)
  })

  it.each([
    ['约两三千', 'pledges.amount-unclear'],
    ['2-3千', 'pledges.amount-unclear'],
    ['大概2000到3000', 'pledges.amount-unclear'],
    ['三千', 'pledges.amount-unclear'],
    ['不多', 'pledges.amount-unclear'],
    ['3000000000000', 'pledges.amount-unclear'],
    ['-500', 'pledges.amount-negative'],
    ['负500元', 'pledges.amount-negative'],
    ['500美元', 'pledges.amount-currency'],
    ['HK$500', 'pledges.amount-currency'],
  ])('%s is asked for again: %s', (said, code) => {
    expect(() => amountIn(said)).toThrow(expect.objectContaining({ code }))
  })
})
