import { describe, expect, it } from 'vitest'
import { reactionTo } from './citizen.ts'

const skip = { label: '跳过', token: '=ab12:!skip:photos' }

describe('the writer of a letter', () => {
  it('does not know where it is', () =>
    expect(reactionTo({ text: '在哪里?', wants: 'place' }, '2019-02-28')).toEqual({
      kind: 'answer',
      act: { kind: 'text', text: '不清楚' },
    }))

  it('tells the day of the letter when asked in words, and that it is not known where the letter bears none', () => {
    const asked = { text: '多久了?', wants: 'text' } as const
    expect(reactionTo(asked, '2019-02-28')).toEqual({ kind: 'answer', act: { kind: 'text', text: '2019-02-28' } })
    expect(reactionTo(asked, undefined)).toEqual({ kind: 'answer', act: { kind: 'text', text: '说不清' } })
  })

  it('has no photos', () =>
    expect(reactionTo({ text: '有照片吗?', wants: 'files', choices: [skip] }, undefined)).toEqual({
      kind: 'answer',
      act: { kind: 'press', token: skip.token },
    }))

  it('stays anonymous with notices, wherever that button stands', () => {
    const choices = ['named', 'notices', 'nothing'].map((value) => ({ label: value, token: `=ab12:reporter:${value}` }))
    expect(reactionTo({ text: '怎么反映?', wants: 'choice', choices }, undefined)).toEqual({
      kind: 'answer',
      act: { kind: 'press', token: '=ab12:reporter:notices' },
    })
  })

  it('says yes to what is shown for confirmation', () => {
    const choices = [
      { label: '修改', token: '=ab12:!edit' },
      { label: '确认提交', token: '=ab12:!send', style: 'primary' as const },
    ]
    expect(reactionTo({ text: '都对吗?', wants: 'choice', choices }, undefined)).toEqual({
      kind: 'answer',
      act: { kind: 'press', token: '=ab12:!send' },
    })
  })

  it('is done when told how to see how far the case is', () => {
    const choices = [{ label: '查进度', token: 'status c0123456789abcdef' }]
    expect(reactionTo({ text: '一般1个工作日', choices }, undefined)).toEqual({
      kind: 'done',
      case: 'c0123456789abcdef',
    })
  })

  it('says everything again when only the menu is shown, and nothing to what asks nothing', () => {
    const choices = [{ label: '反映问题', token: 'complain' }]
    expect(reactionTo({ text: '没有没说完的事。', choices }, undefined)).toEqual({ kind: 'again' })
    expect(reactionTo({ text: '收到了,谢谢您。' }, undefined)).toEqual({ kind: 'listen' })
  })
})
