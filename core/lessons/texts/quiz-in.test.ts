import { describe, expect, it } from 'vitest'
import { faultsOf } from './faults.ts'
import { quizIn, quizLines } from './quiz-in.ts'

const READ = {
  ...{ ask: '能收吗？', options: ['能', '不能'], right: 2, why: '不能收。' },
}

describe('the questions of a lesson', () => {
  it.each([
    ['with letters and a mark behind', '1. 能收吗？\nA. 能\nB. 不能（对）\n说明：不能收。'],
    ['with a mark before', '能收吗？\na、能\n√b、不能\n解析：不能收。'],
    ['with the answer on a line of its own', '第1题：能收吗？\nA 能\nB 不能\n答案：B\n说明: 不能收。'],
    ['in brackets', '1、能收吗？\n（A）能\n（B）不能√\n说明：不能收。'],
  ])('are read %s', (_how, words) => {
    expect(quizIn(words)).toEqual([READ])
  })

  it('follow one another with or without an empty line, and are the same when they are written out', () => {
    const two = '1. 能收吗？\nA. 能\nB. 不能（对）\n说明：不能收。\n2. 能送吗？\nA. 不能（对）\nB. 能\n说明：也不能送。'
    const quiz = quizIn(two)
    expect(quiz).toHaveLength(2)
    expect(quizIn(quizLines(quiz, '（对）', (why) => `说明：${why}`))).toEqual(quiz)
  })

  const faults = (words: string, pass = 0): readonly string[] =>
    [...faultsOf({ quiz: quizIn(words), pass })].map(({ kind, name }) => `${kind} ${name}`)

  it.each([
    ['without a right answer', '能收吗？\nA. 能\nB. 不能\n说明：不能收。', ['no-right 1']],
    ['with two right ones', '能收吗？\nA. 能（对）\nB. 不能（对）\n说明：不能收。', ['no-right 1']],
    ['with an answer beyond its options', '能收吗？\nA. 能\nB. 不能\n答案：C\n说明：不能收。', ['right-beyond 1']],
    ['with one option', '能收吗？\nA. 能（对）\n说明：不能收。', ['few-options 1']],
    ['with the same option twice', '能收吗？\nA. 能\nB. 能（对）\n说明：不能收。', ['same-option 1']],
    ['without an explanation', '能收吗？\nA. 能\nB. 不能（对）', ['no-why 1']],
    ['with five options', '收？\nA. 1\nB. 2\nC. 3\nD. 4\nE. 5（对）\n说明：五。', ['many-options 1']],
    ['that is a text', '请大家认真学', ['few-options 1', 'no-right 1', 'no-why 1']],
  ])('are refused where it stands: one %s', (_what, words, found) => {
    expect(faults(words)).toEqual(found)
  })

  it('are ten at most, and not more have to be right than there are', () => {
    const one = '能收吗？\nA. 能\nB. 不能（对）\n说明：不能收。\n\n'
    expect(faults(one.repeat(10), 10)).toEqual([])
    expect(faults(one.repeat(11), 12)).toEqual(['many-questions 11', 'pass-too-high 11'])
  })
})
