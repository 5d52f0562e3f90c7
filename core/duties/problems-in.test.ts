import { describe, expect, it } from 'vitest'
import { problemsIn } from './problems-in.ts'

const read = (words: string) => problemsIn(words, '2025-12-15T02:00:00.000Z', 'Asia/Shanghai')

describe('what is to be put right', () => {
  it.each([
    ['公示栏更新 2026-01-20', { text: '公示栏更新', due: '2026-01-20' }],
    ['公示栏更新，1月20日前', { text: '公示栏更新', due: '2026-01-20' }],
    ['公示栏更新（2026年1月20日前完成）', { text: '公示栏更新', due: '2026-01-20' }],
    ['公车单据 12月31日', { text: '公车单据', due: '2025-12-31' }],
    ['公示栏更新', { text: '公示栏更新' }],
    ['查了3-4家，单据不全', { text: '查了3-4家，单据不全' }],
    ['2月30日', { text: '2月30日' }],
  ])('%s', (line, problem) => {
    expect(read(line)).toEqual([problem])
  })

  it('is one thing a line, and nothing where somebody says so', () => {
    expect(read('公示栏\n\n 公车单据 12月31日')).toHaveLength(2)
    expect(read('没有。')).toEqual([])
  })
})
