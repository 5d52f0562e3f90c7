import { describe, expect, it } from 'vitest'
import { dispatch, dispatchAsProposed, ruleOn } from '../../core/feedback/dispatch-steps.ts'
import { accept, pass } from '../../core/feedback/handler-steps.ts'
import { merge } from '../../core/feedback/merge-steps.ts'
import { correct, own } from '../../core/feedback/officer-steps.ts'
import { read } from '../../core/feedback/queries.ts'
import { withdraw } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const NOBODY = { units: [] as string[], people: [] as string[] }

const report = async (
  county: County,
  against: Partial<typeof NOBODY> = {},
  text = 'm0 it is broken',
): Promise<string> => {
  const input = { text, reporter: 'nothing', against: { ...NOBODY, ...against } }
  return (await county.execute(submit, input, { kind: 'citizen' })).id
}

const atUnit2 = async (county: County): Promise<string> => {
  const id = await report(county)
  await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
  return id
}

const toldAbout = async (county: County, id: string): Promise<readonly string[]> =>
  (await county.deliveries()).flatMap(({ data }) =>
    data.about === id && data.to.kind === 'person' ? [data.to.person] : [],
  )

describe('a unit that turns out to be complained about', () => {
  it('loses the case at once, and can not read it any more', async () => {
    const county = await smallCounty()
    const id = await atUnit2(county)
    await county.execute(accept, { case: id }, await county.actor('handler2'))
    const against = { ...NOBODY, units: ['u2'] }
    await county.execute(correct, { case: id, against }, await county.actor('officer'))
    const now = await county.case(id)
    expect(now).toMatchObject({ state: 'received', supporting: ['u3', 'u5'] })
    expect(now.lead).toBeUndefined()
    expect(now.acceptedBy).toBeUndefined()
    expect(now.units).not.toContain('u2')
    expect(await county.attempt(read, { case: id }, await county.actor('handler2'))).toBe('case.not-found')
  })

  it('can be given the case neither by dispatch, nor by a pass, nor by a ruling', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const id = await report(county, { units: ['u4'] })
    expect(await county.attempt(dispatch, { case: id, lead: 'u4' }, officer)).toBe('case.unit-not-possible')
    expect(await county.attempt(dispatch, { case: id, lead: 'u2', supporting: ['u4'] }, officer)).toBe(
      'case.unit-not-possible',
    )
    await county.execute(dispatch, { case: id, lead: 'u2' }, officer)
    const passed = { case: id, reason: 'it belongs to u4', to: 'u4' }
    expect(await county.attempt(pass, passed, await county.actor('handler2'))).toBe('case.unit-not-possible')
    await county.execute(pass, { case: id, reason: 'not ours' }, await county.actor('handler2'))
    expect(await county.attempt(ruleOn, { case: id, unit: 'u4', reason: 'so be it' }, officer)).toBe(
      'case.unit-not-possible',
    )
  })
})

describe('a person who is complained about', () => {
  it('hears nothing where they receive for the unit; officers hear that nobody there can', async () => {
    const county = await smallCounty()
    const id = await report(county, { people: ['handler2'] })
    await county.execute(dispatch, { case: id, lead: 'u2' }, await county.actor('officer'))
    expect(await toldAbout(county, id)).toEqual(['officer'])
  })

  it('neither takes the case on nor keeps it', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const id = await report(county, { people: ['leader'] })
    expect(await county.attempt(own, { case: id, person: 'leader' }, officer)).toBe('case.person-not-possible')
    const other = await report(county)
    await county.execute(own, { case: other, person: 'leader' }, officer)
    expect(await toldAbout(county, other)).toEqual(['leader'])
    await county.execute(correct, { case: other, against: { ...NOBODY, people: ['leader'] } }, officer)
    expect((await county.case(other)).owner).toBeUndefined()
  })
})

describe('the office itself', () => {
  it('does not run a case against it: the unit above does, also when it is said later', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const told = await report(county, { units: ['u1'] })
    expect((await county.case(told)).office).toBe('u0')
    const later = await report(county)
    await county.execute(correct, { case: later, against: { ...NOBODY, units: ['u1'] } }, officer)
    expect((await county.case(later)).office).toBe('u0')
    for (const id of [told, later]) {
      expect(await county.attempt(read, { case: id }, officer)).toBe('case.not-found')
      expect(await county.attempt(read, { case: id }, await county.actor('top-officer'))).toMatchObject({ id })
    }
  })
})

describe('a merged case', () => {
  it('is never answered by whom it complains about', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const plain = await atUnit2(county)
    const accusing = await report(county, { units: ['u2'] })
    expect(await county.attempt(merge, { case: accusing, into: plain }, officer)).toBe('case.merge-other-against')
    await county.execute(merge, { case: plain, into: accusing }, officer)
    const narrower = { case: accusing, against: NOBODY }
    expect(await county.attempt(correct, narrower, officer)).not.toBe('case.merge-other-against')
  })

  it('holds the accusation of the case that it goes into', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const into = await report(county, { units: ['u2'] })
    const from = await report(county, { units: ['u2'] })
    await county.execute(merge, { case: from, into }, officer)
    expect(await county.attempt(correct, { case: into, against: NOBODY }, officer)).toBe('case.merge-other-against')
  })

  it('goes on by itself when the other one is withdrawn', async () => {
    const county = await smallCounty()
    const officer = await county.actor('officer')
    const into = await atUnit2(county)
    const from = await report(county)
    await county.execute(merge, { case: from, into }, officer)
    await county.execute(withdraw, { case: into }, { kind: 'citizen', follows: into })
    expect(await county.case(into)).toMatchObject({ state: 'withdrawn', merged: [] })
    const free = await county.case(from)
    expect(free.state).toBe('received')
    expect(free.mergedInto).toBeUndefined()
  })

  it('is not merged into one that nobody answers any more', async () => {
    const county = await smallCounty()
    const over = await report(county)
    await county.execute(withdraw, { case: over }, { kind: 'citizen', follows: over })
    const from = await report(county)
    expect(await county.attempt(merge, { case: from, into: over }, await county.actor('officer'))).toBe(
      'case.merge-target-over',
    )
  })
})
