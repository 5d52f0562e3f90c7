import { describe, expect, it } from 'vitest'
import { BrewingState, mayStep, STAGES, STEPS, stagesOf } from './problem.ts'

const step = (from: BrewingState, to: BrewingState, takenBack?: string) => ({
  ...{ did: to, at: '', by: '', from, to },
  ...(takenBack === undefined ? {} : { takenBack }),
})

describe('the funnel of a report', () => {
  it('begins with being received', () => expect([...stagesOf({ steps: [] })]).toEqual(['received']))

  it('holds each stage that it reached, in the order of the funnel', () =>
    expect([...stagesOf({ steps: [step('received', 'filed'), step('filed', 'measures')] })]).toEqual([
      ...['received', 'filed', 'measures'],
    ]))

  it('leaves out what was taken back', () =>
    expect([...stagesOf({ steps: [step('received', 'settled', '2025-07-01')] })]).toEqual(['received']))

  it('counts no step that left it where it stood', () =>
    expect([...stagesOf({ steps: [step('settled', 'settled')] })]).toEqual(['received']))
})

describe('a brewing problem', () => {
  it('can always be moved on or taken back, wherever it stands', () => {
    const stuck = BrewingState.options.filter(
      (state) =>
        !(Object.keys(STEPS) as (keyof typeof STEPS)[]).some(
          (each) => each !== 'say' && each !== 'add' && mayStep(state, each),
        ),
    )
    expect(stuck).toEqual([])
  })

  it('can come to every stage', () => {
    const reached = Object.values(STEPS).map(({ to }) => to as string | undefined)
    expect(STAGES.filter((stage) => stage !== 'received' && !reached.includes(stage))).toEqual([])
  })
})
