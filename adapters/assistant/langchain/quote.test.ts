import { describe, expect, it } from 'vitest'
import { quoted } from './quote.ts'

describe('what counts as said', () => {
  const SAID = '石桥村的老槐树,底下塌了！从５月份 开始。By the old Bridge.'
  it.each([
    ['老槐树底下', '老槐树,底下'],
    ['老槐树 底下塌了!', '老槐树,底下塌了'],
    ['从5月份开始', '从５月份 开始'],
    ['the OLD bridge', 'the old Bridge'],
    ['石桥村。', '石桥村'],
  ])('%s is %s', (claimed, said) => expect(quoted(SAID, claimed)).toBe(said))

  it.each(['石桥镇', '塌了老槐树', '', '。。', '5月份开始后', null, undefined])('%s was not said', (claimed) =>
    expect(quoted(SAID, claimed)).toBeUndefined(),
  )

  it('counts characters beyond the first plane whole', () => {
    expect(quoted('𠮷家村😀坝上', '𠮷家村坝上')).toBe('𠮷家村😀坝上')
  })
})
