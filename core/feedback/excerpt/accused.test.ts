import { describe, expect, it } from 'vitest'
import { mayBeCalled } from './accused.ts'

describe('somebody whom words may mean', () => {
  it.each([
    ['王丽', '王主任'],
    ['王丽', '姓王的'],
    ['王丽', '王某'],
    ['王丽', '小王'],
    ['王丽', '窗口那个王姐'],
    ['欧阳娜', '歐陽主任'],
    ['欧阳娜', '姓欧阳的'],
  ])('%s by %s', (name, words) => expect(mayBeCalled(name, [words])).toBe(true))
  it.each([
    ['王丽', '李主任'],
    ['王丽', '国王广场'],
    ['欧阳娜', '阳主任'],
    ['', '王主任'],
  ])('not %s by %s', (name, words) => expect(mayBeCalled(name, [words])).toBe(false))
})
