import { describe, expect, it } from 'vitest'
import { partsOf } from './parse.ts'

const signed = (text: string) => partsOf(text).map(({ sign, words }) => `${sign}${words}`)

describe('an audience in words', () => {
  it('adds with a plus, a comma or a new line, and takes away with a minus', () => {
    expect(signed('风险等级:一级 + 单位:柳溪镇 - 张三')).toEqual(['+风险等级:一级', '+单位:柳溪镇', '-张三'])
    expect(signed('张三、李四，王五\n赵六')).toEqual(['+张三', '+李四', '+王五', '+赵六'])
    expect(signed('单位：柳溪镇＋单位：石桥镇')).toEqual(['+单位：柳溪镇', '+单位：石桥镇'])
  })

  it('takes away everybody whom a comma joins to the one after the minus, until the line ends', () => {
    expect(signed('所有人 - 张三、李四\n王五')).toEqual(['+所有人', '-张三', '-李四', '+王五'])
    expect(signed('所有人\n- 张三')).toEqual(['+所有人', '-张三'])
  })

  it('leaves hyphens inside codes alone', () => {
    expect(signed('liuxi-town-head + unit:liuxi-town')).toEqual(['+liuxi-town-head', '+unit:liuxi-town'])
  })

  it('joins conditions that must all hold', () => {
    expect(partsOf('单位:柳溪镇 & 风险等级:一级')[0]?.conditions).toEqual([
      { label: '单位', value: '柳溪镇' },
      { label: '风险等级', value: '一级' },
    ])
  })

  it('leaves out the numbers and bullets of a pasted list, and knows its lines', () => {
    const parts = partsOf('1. 张三\r\n\r\n2、李四\n(3)王五\n• 赵六')
    expect(parts.map(({ line, words }) => [line, words])).toEqual([
      [1, '张三'],
      [3, '李四'],
      [4, '王五'],
      [5, '赵六'],
    ])
  })

  it('leaves telephone numbers beside names out, and names one that stands alone', () => {
    const words = (text: string) => partsOf(text).map((part) => part.words)
    expect(words('张三 13812345678\n李四\t138 1234 5678\n王五，+86-13812345678\n赵六 电话：13812345678')).toEqual([
      ...['张三', '李四', '王五', '赵六'],
    ])
    expect(words('1\t张三\t13812345678\n2\t李四\t柳溪镇')).toEqual(['张三', '李四\t柳溪镇'])
    expect(words('13812345678')).toEqual(['13812345678'])
  })

  it('is nothing where nothing is said', () => {
    expect(partsOf(' \n ,, + \n')).toEqual([])
  })
})
