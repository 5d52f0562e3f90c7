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

  // Thirty wordings that people use; undefined is asked for again, or nobody knows.
  it.each([
    ['3w', 30_000],
    ['1.5W左右', 15_000],
    ['100万', 1_000_000],
    ['1万2', 12_000],
    ['1万2千', 12_000],
    ['3千5百块', 3500],
    ['叁仟伍佰元整', 3500],
    ['人民币贰仟圆', 2000],
    ['购物卡500×3', 1500],
    ['500元x3张', 1500],
    ['2条*450', 900],
    ['500到1千', 750],
    ['两千到三千', 2500],
    ['两到三千', 2500],
    ['一千五到两千', 1750],
    ['三五百', 400],
    ['500~800元之间', 650],
    ['￥1,280.50', 1280.5],
    ['1,200', 1200],
    ['不到一千', 1000],
    ['不超过五百块', 500],
    ['0', 0],
    ['888红包', 888],
    ['两瓶白酒、一条烟，大概一千二', 1200],
    ['菜刀一套，约300元', 300],
    ['蓝牙音箱 audio 300', 300],
    ['一箱茅台不知道多少钱', undefined],
    ['三张500的购物卡', undefined],
    ['面值1000的卡5张', undefined],
    ['500元购物卡三张', undefined],
    ['不值钱', undefined],
    ['大概是个心意', undefined],
  ])('%s comes to %s', (said, amount) => {
    expect(readValue(said)).toMatchObject({ currency: 'CNY', ...(amount === undefined ? {} : { amount }) })
    if (amount === undefined) expect(readValue(said).amount).toBeUndefined()
  })

  it('knows what another currency comes to where it is said beside it', () => {
    expect(readValue('200美元，约1400元人民币')).toMatchObject({ currency: 'USD', yuan: 1400 })
    expect(readValue('100泰铢（合二十元）')).toMatchObject({ currency: 'other', yuan: 20 })
    expect(readValue('100刀').currency).toBe('USD')
    expect(readValue('100刀').yuan).toBeUndefined()
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
