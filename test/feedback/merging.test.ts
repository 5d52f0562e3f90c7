import { describe, expect, it } from 'vitest'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { accept } from '../../core/feedback/handler-steps.ts'
import { merge, unmerge } from '../../core/feedback/merge-steps.ts'
import { reopen } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { absorb } from '../../core/feedback/system-steps.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { DAY, later } from '../../core/ports/clock.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const report = async (county: County, text = 'm0 it is broken'): Promise<string> =>
  (await county.execute(submit, { text, reporter: 'nothing' }, { kind: 'citizen' })).id

const both = async (county: County) => [await report(county), await report(county)] as const

describe('two officers who merge two cases into each other at the same moment', () => {
  it('leave one that goes on and carries the other, whoever came first', async () => {
    for (let round = 0; round < 5; round++) {
      const county = await smallCounty()
      const [one, other] = await both(county)
      const officer = await county.actor('officer')
      await Promise.all([
        county.attempt(merge, { case: one, into: other }, officer),
        county.attempt(merge, { case: other, into: one }, officer),
      ])
      const cases = new Map((await county.cases()).map(({ id, data }) => [id, data]))
      const merged = [one, other].filter((id) => cases.get(id)?.state === 'merged')
      expect(merged).toHaveLength(1)
      const into = cases.get(cases.get(merged[0] ?? '')?.mergedInto ?? '')
      expect(into).toMatchObject({ state: 'received', merged })
      expect(into?.due).toBeDefined()
      await county.store.close()
    }
  })
})

describe('a case that is merged into one that does not go on', () => {
  it('goes on by itself: nobody waits for an answer that never comes', async () => {
    const county = await smallCounty()
    const [from, into] = await both(county)
    const officer = await county.actor('officer')
    await county.execute(merge, { case: from, into }, officer)
    await county.execute(unmerge, { case: from }, officer)
    await county.execute(merge, { case: into, into: from }, officer)
    // What an earlier merge left behind comes late.
    await county.execute(absorb, { case: into, merged: from }, SYSTEM)
    expect(await county.case(from)).toMatchObject({ state: 'received', merged: [into] })
    expect(await county.case(into)).toMatchObject({ state: 'merged', merged: [] })
  })
})

describe('the limit of a merged case', () => {
  it('stands still while the other one is answered for it, and goes on with what was left', async () => {
    const county = await smallCounty('2026-03-02T01:00:00.000Z')
    const [from, into] = await both(county)
    const officer = await county.actor('officer')
    const due = (await county.case(from)).due
    await county.execute(merge, { case: from, into }, officer)
    expect((await county.case(from)).due).toBeUndefined()
    county.clock.set(later(county.clock.now(), 7 * DAY))
    await county.execute(unmerge, { case: from }, officer)
    expect(due?.day).toBe('2026-03-11')
    expect((await county.case(from)).due?.day).toBe('2026-03-18')
  })

  it('goes on as well when its reporter asks for an own answer, however late', async () => {
    const county = await smallCounty('2026-03-02T01:00:00.000Z')
    const [from, into] = await both(county)
    const officer = await county.actor('officer')
    await county.execute(merge, { case: from, into }, officer)
    await county.execute(dispatchAsProposed, { case: into }, officer)
    await county.execute(accept, { case: into }, await county.actor('handler2'))
    county.clock.set(later(county.clock.now(), 70 * DAY))
    await county.execute(reopen, { case: from, reason: 'mine is another lamp' }, { kind: 'citizen', follows: from })
    const now = await county.case(from)
    expect(now.state).toBe('received')
    expect(now.due).toBeDefined()
    expect((await county.case(into)).merged).toEqual([])
  })
})
