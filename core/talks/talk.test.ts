import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayStep, STEPS, TalkState, type TalkStep } from './talk.ts'

const steps = Object.keys(STEPS) as TalkStep[] // the keys of a constant are its type

describe('any history of a talk', () => {
  it('ends: what is closed or called off takes no further step', () => {
    for (const state of ['closed', 'cancelled'] as const)
      expect(steps.filter((step) => mayStep(state, step))).toEqual([])
  })

  it('never comes back to before the talk once it was held', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (tried) => {
        let state: TalkState = 'invited'
        let held = false
        for (const step of tried) {
          if (!mayStep(state, step)) continue
          state = STEPS[step].to ?? state
          held = held || state === 'held'
          if (held) expect(['held', 'recorded', 'closed']).toContain(state)
        }
      }),
    )
  })

  it('can reach every state', () => {
    const reached = new Set<TalkState>(['invited', ...steps.flatMap((step) => STEPS[step].to ?? [])])
    expect([...reached].sort()).toEqual([...TalkState.options].sort())
  })
})
