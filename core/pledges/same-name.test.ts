import { describe, expect, it } from 'vitest'
import { isSameName } from './same-name.ts'

describe('a name that is typed to sign', () => {
  it.each<readonly [string, string]>([
    ['骆树清', '骆树清'],
    [' 骆 树　清 ', '骆树清'],
    ['駱樹清', '骆树清'],
    ['骆树清。', '骆树清'],
    ['骆树清\u200b', '骆树清'],
    ...[
      '买买提·艾力',
      '买买提•艾力',
      '买买提・艾力',
      '买买提‧艾力',
      '买买提.艾力',
      '买买提．艾力',
      '买买提-艾力',
      '买买提 艾力',
      '买买提艾力',
    ].map((typed) => [typed, '买买提·艾力'] as const),
    ['買買提·艾力', '买买提·艾力'],
  ])('%j is %s', (typed, name) => expect(isSameName(typed, name)).toBe(true))

  it.each<readonly [string, string]>([
    ['骆树青', '骆树清'],
    ['骆清树', '骆树清'],
    ['树清', '骆树清'],
    ['骆树清清', '骆树清'],
    ['买买提', '买买提·艾力'],
    ['艾力·买买提', '买买提·艾力'],
    ['···', '骆树清'],
    ['', '骆树清'],
  ])('%j is not %s', (typed, name) => expect(isSameName(typed, name)).toBe(false))
})
