import { describe, expect, it } from 'vitest'
import { after, mayStep, OPEN, OWED, STEPS, type WarningStep } from './lifecycle.ts'
import { WarningState } from './warning.ts'

const ORDER: readonly WarningState[] = [
  'issued',
  'delivered',
  'acknowledged',
  'returned',
  'answered',
  'accepted',
  'closed',
]
const steps = Object.keys(STEPS) as readonly WarningStep[]

describe('the life of a warning', () => {
  it('never goes back but by returning an answer, which begins a new round', () => {
    for (const state of ORDER) {
      for (const step of steps.filter((each) => mayStep(state, each))) {
        const next = after(state, step)
        if (step === 'return') expect(next).toBe('returned')
        else if (next !== 'withdrawn')
          expect(ORDER.indexOf(next), `${state} ${step}`).toBeGreaterThanOrEqual(ORDER.indexOf(state))
      }
    }
  })

  it('ends for good: nothing happens to what is closed or withdrawn', () => {
    const ended = WarningState.options.filter((state) => steps.every((step) => !mayStep(state, step)))
    expect(ended).toEqual(['closed', 'withdrawn'])
    expect(WarningState.options.filter((state) => !OPEN.includes(state))).toEqual(ended)
  })

  it('climbs only while the person owes something', () => {
    expect(WarningState.options.filter((state) => mayStep(state, 'climb')).sort()).toEqual([...OWED].sort())
  })

  it('can be withdrawn as long as it is open', () => {
    expect(WarningState.options.filter((state) => mayStep(state, 'withdraw')).sort()).toEqual([...OPEN].sort())
  })
})
