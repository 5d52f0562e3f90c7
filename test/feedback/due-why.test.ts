import { describe, expect, it } from 'vitest'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { becauseOf } from '../../core/feedback/due-why.ts'
import { askExtension, grantExtension } from '../../core/feedback/extension-steps.ts'
import { accept, ask } from '../../core/feedback/handler-steps.ts'
import { reply } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const accepted = async (county: County): Promise<string> => {
  const from = { reporter: 'named', name: 'somebody' }
  const { id } = await county.execute(submit, { text: 'm0 the light is out', ...from }, { kind: 'citizen' })
  await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
  await county.execute(accept, { case: id }, await county.actor('handler2'))
  return id
}
const because = async (county: County, id: string) => becauseOf(county.content, await county.case(id), 'why')

describe('why a case is due on its last day', () => {
  it('is the limit and the day that it is counted from', async () => {
    const county = await smallCounty('2026-03-10T02:00:00.000Z')
    expect(await because(county, await accepted(county))).toEqual([
      ['why.because.limit', { from: '2026-03-10', days: 7 }],
    ])
  })

  it('is what stops gave back, and what an extension added', async () => {
    const county = await smallCounty('2026-03-10T02:00:00.000Z')
    const id = await accepted(county)
    const handler = await county.actor('handler2')
    await county.execute(ask, { case: id, text: 'which pole?' }, handler)
    expect((await because(county, id)).map(([key]) => key)).toEqual(['why.because.limit', 'why.because.stands'])
    county.clock.set('2026-03-12T02:00:00.000Z')
    await county.execute(reply, { case: id, text: 'the third' }, SYSTEM)
    await county.execute(askExtension, { case: id, days: 3, reason: 'parts are on their way' }, handler)
    await county.execute(grantExtension, { case: id }, await county.actor('officer'))
    expect(await because(county, id)).toEqual([
      ['why.because.limit', { from: '2026-03-10', days: 7 }],
      ['why.because.extended', { days: 3 }],
      ['why.because.stopped', { days: 2 }],
    ])
  })

  it('says where a list of holidays that is still to come may move it', async () => {
    const county = await smallCounty('2026-12-23T02:00:00.000Z')
    expect((await because(county, await accepted(county))).map(([key]) => key)).toEqual([
      'why.because.limit',
      'why.because.provisional',
    ])
  })
})
