import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../kernel/actor.ts'
import { visibleQuestions, waitingQuestions } from './waiting.ts'

const person = (roles: readonly Role[], ...units: readonly string[]): Actor => ({
  kind: 'person',
  person: 'h',
  roles,
  units,
})

describe('the questions behind a queue', () => {
  it('go over one index each: an office and a state, or a lead unit and a state', () => {
    expect(waitingQuestions(person(['officer'], 'office'))).toEqual([
      { 'data.office': 'office', 'data.state': 'received' },
      { 'data.office': 'office', 'data.state': 'disputed' },
      { 'data.office': 'office', 'data.state': 'answered' },
    ])
    expect(waitingQuestions(person(['handler'], 'u6', 'u7'))).toEqual([
      { 'data.lead': 'u6', 'data.state': 'dispatched' },
      { 'data.lead': 'u6', 'data.state': 'accepted' },
      { 'data.lead': 'u7', 'data.state': 'dispatched' },
      { 'data.lead': 'u7', 'data.state': 'accepted' },
    ])
  })

  it('are both where somebody is of the office and receives for it', () => {
    expect(waitingQuestions(person(['officer', 'handler'], 'office'))).toHaveLength(5)
  })

  it('are none for a citizen, and for somebody without a role', () => {
    expect(waitingQuestions({ kind: 'citizen' })).toEqual([])
    expect(visibleQuestions({ kind: 'citizen' })).toEqual([])
    expect(visibleQuestions(person([], 'u6'))).toEqual([])
  })
})
