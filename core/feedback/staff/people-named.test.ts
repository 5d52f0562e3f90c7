import { describe, expect, it } from 'vitest'
import { Refusal } from '../../kernel/errors.ts'
import { aPerson, aPost, aUnit, organisationOf } from '../../people/testing.ts'
import { namesOf, peopleNamed } from './people-named.ts'

const ORG = organisationOf({
  units: [aUnit('housing', { name: '住建局' }), aUnit('roads', { name: '交通局', short: '交通' })],
  posts: [
    aPost('p1', 'housing', { holder: 'a' }),
    aPost('p2', 'housing', { holder: 'b' }),
    aPost('p3', 'roads', { holder: 'c' }),
  ],
  people: [aPerson('a', { name: '周敏' }), aPerson('b', { name: '李卫东' }), aPerson('c', { name: '李卫东' })],
})

const refused = (words: string): unknown => {
  try {
    return peopleNamed(ORG, words)
  } catch (error) {
    return error instanceof Refusal ? error.code : error
  }
}

describe('people named by an officer', () => {
  it('stand one after the other, in half or full width', () => {
    const both = '周敏\uFF0C李卫东\uFF08交通局\uFF09'
    expect(peopleNamed(ORG, both)).toEqual(['a', 'c'])
    expect(peopleNamed(ORG, '周敏, 李卫东(交通)')).toEqual(['a', 'c'])
    expect(peopleNamed(ORG, '')).toEqual([])
  })

  it('are told apart by their unit, or asked for again', () => {
    expect(refused('李卫东')).toBe('case.person-of-many')
    expect(refused('李卫东(教育局)')).toBe('case.person-not-named')
  })

  it('are never guessed: the wrong person would be kept away from the case', () => {
    expect(refused('周明')).toBe('case.person-not-named')
    expect(refused('周')).toBe('case.person-not-named')
  })

  it('can be read back as they are written', () => {
    for (const codes of [['a'], ['b', 'c'], ['a', 'b']]) expect(peopleNamed(ORG, namesOf(ORG, codes))).toEqual(codes)
  })
})
