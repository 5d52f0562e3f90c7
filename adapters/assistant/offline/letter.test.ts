import { describe, expect, it } from 'vitest'
import { letterOf, plainly } from './letter.ts'

const words = (text: string) => letterOf(text).words

describe('a letter made ready', () => {
  it('has one spelling for one thing', () => expect(words('小孩的薪水')).toBe(words('娃儿的工资')))
  it('is Simplified', () => expect(plainly('村口的路燈壞了')).toBe('村口的路灯坏了'))
  it('has no blanks between Chinese characters, and one between Latin words', () =>
    expect(words('路 灯 坏 street  light')).toBe(words('路灯坏street light')))
  it('breaks at punctuation, once', () => expect(words('路灯。。。坏')).toBe('路灯 坏'))
  it('has nothing that can not be seen', () => expect(words('路\u200B灯\u202E')).toBe('路灯'))
  it('has no gibberish', () => expect(words(`路灯${'QUJD'.repeat(20)}`).trim()).toBe('路灯'))
  it('does not find a usual word inside another: 公车 in 老公车祸', () => expect(words('老公车祸')).toContain('老公'))

  it('knows where each character came from', () => {
    const letter = letterOf('我的  小孩,病了')
    const at = letter.words.indexOf('病')
    expect(letter.said.slice(letter.from[at], letter.from[at + 2])).toBe('病了')
  })
})
