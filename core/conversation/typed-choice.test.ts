import { describe, expect, it } from 'vitest'
import type { Turn } from './turn.ts'
import { typedChoice } from './typed-choice.ts'

describe('a button is meant by what is typed', () => {
  const typed = async (labels: readonly string[], words: string) => {
    const offered = labels.map((label) => ({ label, token: label }))
    // With a form open nothing else is read of the turn.
    const turn = { state: { dialogue: {}, offered } } as unknown as Turn
    return (await typedChoice(turn, words))?.label
  }

  it.each([
    ['修改', '修改'],
    ['2', '修改'],
    ['２', '修改'],
    ['4', undefined],
    ['改一下', undefined],
    ['', undefined],
  ])('by %j', async (words, label) => expect(await typed(['提交', '修改', '取消'], words)).toBe(label))

  it.each([
    ['1', '1'],
    ['５', '5'],
    ['6', undefined],
  ])('by no place in a row where the labels are numbers: %j', async (words, label) =>
    expect(await typed(['1', '2', '3', '4', '5', '跳过'], words)).toBe(label),
  )
})
