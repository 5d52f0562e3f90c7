import { describe, expect, it } from 'vitest'
import { ConditionFault, condition } from './condition.ts'

const VARIABLES = { reporter: 'string', people: 'double', photos: 'list' } as const

describe('a condition', () => {
  it('holds or not over the answers', () => {
    const named = condition('reporter == "named"', VARIABLES)
    expect(named({ reporter: 'named' })).toBe(true)
    expect(named({ reporter: 'notices' })).toBe(false)
  })

  it('takes what is not answered as empty', () => {
    expect(condition('size(photos) == 0 && people == 0.0', VARIABLES)({})).toBe(true)
  })

  it.each([
    ['reporter ==', 'not an expression'],
    ['nobody == "x"', 'a name that the form does not have'],
    ['people', 'a number is neither true nor false'],
    ['people == "two"', 'a number is no text'],
    ['reporter.matches("(a+)+$")', 'a pattern may never end'],
  ])('that says `%s` is refused before it is used: %s', (expression) => {
    expect(() => condition(expression, VARIABLES)).toThrow(ConditionFault)
  })
})
