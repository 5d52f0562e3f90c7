import { describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from './actor.ts'
import { permits } from './operation.ts'

const citizen: Actor = { kind: 'citizen' }
const person: Actor = { kind: 'person', person: 'p', roles: [], units: [] }
const officer: Actor = { kind: 'person', person: 'p', roles: ['officer'], units: [] }

describe('who may ask', () => {
  it('is everybody, where anyone may', () => {
    for (const actor of [citizen, person, officer, SYSTEM]) expect(permits('anyone', actor)).toBe(true)
  })

  it('is whoever is somebody, where a person may', () => {
    expect([citizen, person, officer].map((actor) => permits('person', actor))).toEqual([false, true, true])
  })

  it('is whoever has any role, where staff may', () => {
    expect([citizen, person, officer].map((actor) => permits('staff', actor))).toEqual([false, false, true])
  })

  it('is whoever has one of the roles that are named, and the system', () => {
    expect([citizen, person, officer, SYSTEM].map((actor) => permits(['officer', 'director'], actor))).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(permits(['custodian'], officer)).toBe(false)
  })

  it('is nobody but the system, where the system may', () => {
    expect([citizen, person, officer, SYSTEM].map((actor) => permits('system', actor))).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
})
