import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Agenda } from './virtual-clock.ts'

it('an agenda gives what was planned in the order of time, and of one instant in the order of planning', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 200 }), (times) => {
      const agenda = new Agenda<number>()
      const at = (time: number) => `2025-01-${String(time + 1).padStart(2, '0')}`
      for (const [n, time] of times.entries()) agenda.plan(at(time), n)
      const taken: number[] = []
      for (let next = agenda.take('9'); next !== undefined; next = agenda.take('9')) taken.push(next.what)
      const expected = times.map((time, n) => ({ time, n })).sort((a, b) => a.time - b.time || a.n - b.n)
      expect(taken).toEqual(expected.map(({ n }) => n))
    }),
  )
})
