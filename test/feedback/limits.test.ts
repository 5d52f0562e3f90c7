import { describe, expect, it } from 'vitest'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { askExtension, grantExtension, refuseExtension } from '../../core/feedback/extension-steps.ts'
import { accept, answerCase, ask, pass } from '../../core/feedback/handler-steps.ts'
import { reopen, reply } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { County, contentWith } from './county.ts'
import { SMALL_COUNTY, smallCounty } from './small-county.ts'

/** Monday, 2 March 2026, 9 o'clock; matter m0 gives seven working days. */
const dispatched = async (county: County): Promise<string> => {
  const { id } = await county.execute(
    submit,
    { text: 'm0 the light is out', reporter: 'named', name: 'somebody' },
    { kind: 'citizen' },
  )
  await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
  return id
}
const accepted = async (county: County): Promise<string> => {
  const id = await dispatched(county)
  await county.execute(accept, { case: id }, await county.actor('handler2'))
  return id
}
const REASON = 'the cable comes late'

describe('the limit of a case', () => {
  it('is extended once a round, by what an officer granted', async () => {
    const county = await smallCounty()
    const id = await accepted(county)
    const [handler, officer] = [await county.actor('handler2'), await county.actor('officer')]
    expect((await county.case(id)).due?.day).toBe('2026-03-11')
    expect(await county.attempt(grantExtension, { case: id }, officer)).toBe('case.no-extension-asked')
    expect(await county.attempt(askExtension, { case: id, days: 11, reason: REASON }, handler)).toBe(
      'case.extension-most',
    )
    expect(await county.attempt(askExtension, { case: id, days: 3, reason: REASON }, officer)).toBe('not-allowed')
    await county.execute(askExtension, { case: id, days: 3, reason: REASON }, handler)
    // Nobody grants their own request, and asking alone moves nothing.
    expect(await county.attempt(grantExtension, { case: id }, handler)).toBe('not-allowed')
    expect((await county.case(id)).due?.day).toBe('2026-03-11')
    const both = await Promise.all([
      county.attempt(grantExtension, { case: id }, officer),
      county.attempt(refuseExtension, { case: id, reason: REASON }, await county.actor('director')),
    ])
    expect(both.filter((each) => each === 'case.no-extension-asked')).toHaveLength(1)
    const { due, extensions } = await county.case(id)
    expect(due?.day).toBe(extensions?.[0]?.decided?.granted === true ? '2026-03-16' : '2026-03-11')
    expect(await county.attempt(askExtension, { case: id, days: 1, reason: REASON }, handler)).toBe(
      'case.extension-once',
    )
  })

  it('can’t be extended any more when it is over', async () => {
    const county = await smallCounty()
    const id = await accepted(county)
    county.clock.set('2026-03-12T01:00:00.000Z')
    const late = await county.attempt(
      askExtension,
      { case: id, days: 1, reason: REASON },
      await county.actor('handler2'),
    )
    expect(late).toBe('case.extension-late')
  })

  it('goes on when another unit takes over, and begins anew only where content says so', async () => {
    const left = async (county: County): Promise<string | undefined> => {
      const id = await dispatched(county)
      // The first unit has what is left since receipt, whatever content says.
      expect((await county.case(id)).due?.day).toBe('2026-03-11')
      county.clock.set('2026-03-06T01:00:00.000Z')
      await county.execute(pass, { case: id, reason: 'not ours', to: 'u3' }, await county.actor('handler2'))
      expect((await county.case(id)).due?.day).toBe('2026-03-11')
      await county.execute(accept, { case: id }, await county.actor('handler3'))
      return (await county.case(id)).due?.day
    }
    expect(await left(await smallCounty())).toBe('2026-03-11')
    const source = await contentWith([['cases.yaml', CASES]])
    expect(await left(await County.of(SMALL_COUNTY, undefined, source))).toBe('2026-03-17')
  })

  it('of a reopened case is its own, with an extension of its own, and owes nothing to the round before', async () => {
    const county = await smallCounty()
    const id = await accepted(county)
    const handler = await county.actor('handler2')
    await county.execute(askExtension, { case: id, days: 2, reason: REASON }, handler)
    await county.execute(grantExtension, { case: id }, await county.actor('officer'))
    await county.execute(answerCase, { case: id, text: 'mended' }, handler)
    county.clock.set('2026-03-23T01:00:00.000Z')
    await county.execute(reopen, { case: id, reason: 'it is dark again' }, await county.actor('officer'))
    // Ten working days from Monday the 23rd.
    expect((await county.case(id)).due?.day).toBe('2026-04-07')
    await county.execute(askExtension, { case: id, days: 1, reason: REASON }, handler)
    await county.execute(grantExtension, { case: id }, await county.actor('officer'))
    expect((await county.case(id)).due?.day).toBe('2026-04-08')
  })

  it('granted while the citizen is asked counts when they have answered', async () => {
    const county = await smallCounty()
    const id = await accepted(county)
    const handler = await county.actor('handler2')
    await county.execute(ask, { case: id, text: 'which pole?' }, handler)
    await county.execute(askExtension, { case: id, days: 1, reason: REASON }, handler)
    await county.execute(grantExtension, { case: id }, await county.actor('officer'))
    expect((await county.case(id)).due).toBeUndefined()
    await county.execute(reply, { case: id, text: 'the third' }, SYSTEM)
    expect((await county.case(id)).due?.day).toBe('2026-03-12')
  })
})

const CASES = `
workingDays: 15
greenWorkingDays: 7
greenAmong: 20
reopenedWorkingDays: 10
extensionWorkingDays: 10
newLimitOnTransfer: true
rulingWorkingDays: 1
reopenDays: 30
silentDays: 15
askAgainDays: 28
trust: []
closing:
  complaint: { checklist: [], approval: false }
  help: { checklist: [], approval: false }
  suggestion: { checklist: [], approval: false }
  integrity: { checklist: [], approval: false }
`
