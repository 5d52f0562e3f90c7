import { describe, expect, it } from 'vitest'
import { CaseState } from './case.ts'
import { type CaseStep, mayStep, OPEN } from './lifecycle.ts'

const possible = (state: CaseState): readonly CaseStep[] =>
  (['accept', 'answer', 'dispatch', 'close', 'refuse', 'reopen', 'unmerge', 'withdraw'] as const).filter((step) =>
    mayStep(state, step),
  )

describe('the life of a case', () => {
  it('is accepted before it is answered, and answered before it is closed', () => {
    expect(possible('received')).toEqual(['dispatch', 'refuse', 'withdraw'])
    expect(possible('dispatched')).toEqual(['accept', 'dispatch', 'refuse', 'withdraw'])
    expect(possible('accepted')).toEqual(['answer', 'dispatch', 'withdraw'])
    expect(possible('answered')).toEqual(['close', 'reopen'])
    expect(possible('closed')).toEqual(['reopen'])
  })

  it('ends for good only when its reporter takes it back', () => {
    const ends = CaseState.options.filter((state) => possible(state).length === 0)
    expect(ends).toEqual(['withdrawn'])
  })

  it('goes as proposed only while nobody has decided otherwise, so that a second tap does nothing', () => {
    expect(CaseState.options.filter((state) => mayStep(state, 'dispatchAsProposed'))).toEqual(['received'])
  })

  it('lets the citizen add something wherever somebody still reads it', () => {
    expect(CaseState.options.filter((state) => !mayStep(state, 'add'))).toEqual(['withdrawn'])
  })

  it('is open while somebody owes something', () => {
    expect(OPEN).toEqual(['received', 'dispatched', 'disputed', 'accepted'])
  })
})
