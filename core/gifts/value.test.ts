import { describe, expect, it } from 'vitest'
import { readValue } from './value.ts'

describe('a value as people say it', () => {
  it.each([
    ['500', 500],
    ['约500元', 500],
    ['1,200元', 1200],
    ['5百', 500],
    ['约2-3千', 2500],
    ['两三千', 2500],
    ['七八百块', 750],
    ['about 2-3 thousand', 2500],
    ['2千到3千', 2500],
    ['一千四五百', 1450],
    ['三千五', 3500],
    ['三千五百', 3500],
    ['一万二', 12_000],
    ['二百零五', 205],
    ['十五', 15],
    ['兩千', 2000],
    ['0.5万', 5000],
    ['几千块', undefined],
    ['不知道', undefined],
    ['', undefined],
  ])('%s', (said, amount) => {
    expect(readValue(said).amount).toBe(amount)
  })

  it.each([
    ['预警', undefined, true],
    ['很贵', undefined, true],
    ['一般', undefined, true],
    ['一条烟', undefined, true],
    ['购物卡2张，每张500元', undefined, true],
    ['两条烟，600元', 600, false],
    ['1000元购物卡1张', 1000, false],
    ['三千多块', 3000, false],
    ['500块一条', 500, false],
    ['五块', 5, false],
    ['几千块', undefined, false],
    ['说不准', undefined, false],
    ['unknown', undefined, false],
    ['no idea', undefined, false],
  ])('asks again where nothing is said of how much: %s', (said, amount, unclear) => {
    expect(readValue(said)).toMatchObject({ unclear, ...(amount === undefined ? {} : { amount }) })
    if (amount === undefined) expect(readValue(said).amount).toBeUndefined()
  })

  it('keeps another currency apart', () => {
    expect(readValue('200美元')).toMatchObject({ currency: 'USD', amount: 200 })
    expect(readValue('HK$ 1000')).toMatchObject({ currency: 'HKD', amount: 1000 })
    expect(readValue('300 €').currency).toBe('EUR')
    expect(readValue('300元').currency).toBe('CNY')
  })

  it('tells a negative value from a range', () => {
    expect(readValue('-500').negative).toBe(true)
    expect(readValue('负五百').negative).toBe(true)
    expect(readValue('2-3千').negative).toBe(false)
  })
})
