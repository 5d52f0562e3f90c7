import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code, day, grade, level, listOf, rank, yesOrNo } from './cells.ts'

const value = (reading: ReturnType<typeof day> | ReturnType<typeof level> | ReturnType<typeof grade>) =>
  'value' in reading ? reading.value : reading.fault

describe('a cell', () => {
  it('says a day in all the ways in which offices write it', () => {
    for (const written of ['2022-05-01', '2022/5/1', '2022.5.1', '2022年5月1日', '2022-05-01 00:00:00', '44682']) {
      expect(value(day(written))).toBe('2022-05-01')
    }
  })

  it('says no day that isn’t in the calendar', () => {
    for (const written of ['2023-02-29', '2022-13-01', '昨天', '5月1日'])
      expect(value(day(written))).toBe('date-malformed')
  })

  it('never brings a reader down', () => {
    fc.assert(
      fc.property(fc.string(), (text) => [day, level, grade, rank, yesOrNo, code].forEach((read) => void read(text))),
    )
  })

  it('is understood in the office’s words and in the code’s', () => {
    expect(value(level('乡镇'))).toBe('township')
    expect(value(level('Township'))).toBe('township')
    expect(value(grade('一级'))).toBe(1)
    expect(value(level('省'))).toBe('level-unknown')
    expect(value(level('constructor'))).toBe('level-unknown')
  })

  it('lists with any separator, each member once', () => {
    expect(listOf(code)('a；b;c、a，')).toEqual({ value: ['a', 'b', 'c'] })
  })
})
