import { describe, expect, it } from 'vitest'
import { checkAnswer } from './index.ts'

const LETTER = '石桥村口的路灯坏了三个月。请问什么时候能修好？另外桥头的垃圾桶满了没人拉，希望每天清运。'
const WHOLE =
  '经现场查看，石桥村口三盏路灯坏了，原因是电缆老化。镇里已于6月20日派人更换电缆，路灯已经修好。桥头垃圾桶从7月1日起每天清运一次，由镇环卫站负责。'
const kinds = (letter: string, answer: string) => checkAnswer(letter, answer).map(({ kind }) => kind)

describe('a check of an answer', () => {
  it('has nothing to say of a whole one', () => expect(checkAnswer(LETTER, WHOLE)).toEqual([]))

  it('sees what only greets and thanks', () =>
    expect(kinds(LETTER, '尊敬的网友，您好！您的来信收悉，我们高度重视，将认真研究。感谢您的关心与支持！')).toEqual([
      'boilerplate',
    ]))

  it.each([
    '路灯已经修好了。',
    '您好!6月20日已换电缆,感谢您的支持!',
    '该路段归县交通局管,请找他们。',
    '您家人均收入1200元,不符合低保条件。',
    '现在每天有两班车。',
    '因电缆老化。',
  ])('takes a short answer with a fact for one: %s', (answer) =>
    expect(kinds(LETTER, answer)).not.toContain('boilerplate'),
  )

  it.each([
    '您好!您的来信收悉,我们高度重视。感谢您的关心与支持!',
    '已收悉,将认真研究。',
    '已转交有关部门处理。',
    '我们会尽快处理,请放心。',
    '已阅,谢谢。',
    '好的。',
    '感谢您对我们工作的支持和理解,祝您生活愉快!',
  ])('sees that nothing was said: %s', (answer) => expect(kinds(LETTER, answer)).toContain('boilerplate'))

  it('sees what was only handed on', () =>
    expect(
      kinds(
        LETTER,
        '您反映的石桥村路灯和垃圾桶清运的问题，我们已经在6月20日按照规定转交镇政府和环卫站，请您耐心等待他们的消息。',
      ),
    ).toContain('handed-on'))

  it('misses a date, and a reason', () => {
    const found = kinds(
      LETTER,
      '石桥村口的路灯我们派了两个电工去把它修好，桥头的垃圾桶也安排专人每天清运，请您放心使用，有事再找我们。',
    )
    expect(found).toContain('no-date')
    expect(found).toContain('no-reason')
  })

  it('names the point that is not spoken of, in the citizen’s words', () => {
    const hints = checkAnswer(LETTER, '经查，石桥村口的路灯因电缆老化损坏，已于6月20日派人更换，现在修好了，晚上能亮。')
    expect(hints).toEqual([{ kind: 'point-missed', point: expect.stringContaining('清运') }])
  })

  it('sees a place that was left to be filled in', () => {
    expect(kinds(LETTER, `${WHOLE}预计【】前完工。`)).toEqual(['blank'])
    expect(kinds(LETTER, `${WHOLE}联系人XX。`)).toEqual(['blank'])
  })

  it.each([
    ['', ''],
    ['', '好'],
    ['😀', '😀😀'],
    ['?'.repeat(20_000), '。'.repeat(20_000)],
    ['1、'.repeat(5_000), '根据'.repeat(5_000)],
  ])('lives with anything: %#', (letter, answer) => expect(Array.isArray(checkAnswer(letter, answer))).toBe(true))
})
