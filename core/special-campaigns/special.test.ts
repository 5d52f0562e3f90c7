import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Figure, sumsOf, type Task, taskState } from './special.ts'

const figure = (unit: string, what: string, value: number): Figure => ({ unit, what, value, at: '', by: '' })

describe('the figures of a special campaign', () => {
  it('are summed over the units, the newest of each alone', () =>
    expect([...sumsOf([figure('a', 'found', 3), figure('b', 'found', 4), figure('a', 'found', 5)])]).toEqual([
      ['found', 9],
    ]))

  it('have no more than fen', () =>
    expect(sumsOf([figure('a', 'money', 0.1), figure('b', 'money', 0.2)]).get('money')).toBe(0.3))

  it('are the same in whatever order the units report', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ unit: fc.string(), value: fc.nat() }), { selector: ({ unit }) => unit }),
        (all) => {
          const figures = all.map(({ unit, value }) => figure(unit, 'found', value))
          expect(sumsOf(figures.toReversed())).toEqual(sumsOf(figures))
        },
      ),
    ))
})

describe('a task', () => {
  const task: Task = { unit: 'a', what: '', due: '2025-07-10', givenAt: '', givenBy: '', returned: [] }
  it('is overdue from the day after its last day, until it is done', () => {
    expect(taskState(task, '2025-07-10')).toBe('open')
    expect(taskState(task, '2025-07-11')).toBe('overdue')
    expect(taskState({ ...task, done: { at: '', by: '', words: '', files: [] } }, '2025-07-11')).toBe('done')
  })
})
