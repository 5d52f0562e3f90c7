import { describe, expect, it } from 'vitest'
import { submit } from '../../core/feedback/submit.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { open } from '../../core/reporters/open.ts'
import { Reporter, reporterId } from '../../core/reporters/reporter.ts'
import type { County } from './county.ts'
import { smallCounty } from './small-county.ts'

const REASON = '要当面核实受伤的情况,别无他法'
const NAMED = {
  text: 'm0 it is broken',
  reporter: 'named',
  name: '王大爷',
  phone: '0840-123',
  against: { units: [] as string[], people: [] as string[] },
}

const report = async (county: County, more: object = {}): Promise<string> =>
  (await county.execute(submit, { ...NAMED, ...more }, { kind: 'citizen' })).id

const openings = async (county: County, id: string) =>
  (await readerOf(county.store, Reporter).get(reporterId(id)))?.data.openings ?? []

describe('the identity of a reporter', () => {
  it('is opened by a custodian with a reason, which is kept, and which the reporter is told', async () => {
    const county = await smallCounty()
    const id = await report(county)
    const custodian = await county.actor('custodian')
    expect(await county.execute(open, { case: id, reason: REASON }, custodian)).toEqual({
      name: '王大爷',
      phone: '0840-123',
    })
    expect(await openings(county, id)).toEqual([{ at: county.clock.now(), by: 'person:custodian', reason: REASON }])
    const told = (await county.deliveries()).filter(
      ({ data }) => data.to.kind === 'reporter' && data.message.text.includes(REASON),
    )
    expect(told).toHaveLength(1)
  })

  it('is opened once for one act, however often it is repeated', async () => {
    const county = await smallCounty()
    const id = await report(county)
    const custodian = await county.actor('custodian')
    const input = { case: id, reason: REASON }
    const first = await county.application.execute(open, input, custodian, 'one act')
    expect(await county.application.execute(open, input, custodian, 'one act')).toEqual(first)
    expect(await openings(county, id)).toHaveLength(1)
  })

  it.each(['officer', 'director', 'viewer', 'handler2', 'leader'])('stays closed to the %s', async (person) => {
    const county = await smallCounty()
    const id = await report(county)
    expect(await county.attempt(open, { case: id, reason: REASON }, await county.actor(person))).toBe('not-allowed')
    expect(await openings(county, id)).toEqual([])
  })

  it('stays closed to timers and the command line', async () => {
    const county = await smallCounty()
    const id = await report(county)
    expect(await county.attempt(open, { case: id, reason: REASON }, { kind: 'system' })).toBe('not-allowed')
  })

  it('stays closed to a custodian who is complained about, who does not even hear of the case', async () => {
    const county = await smallCounty()
    const id = await report(county, { against: { units: [], people: ['custodian'] } })
    const custodian = await county.actor('custodian')
    expect(await county.attempt(open, { case: id, reason: REASON }, custodian)).toBe('case.not-found')
  })

  it('needs a reason that says something', async () => {
    const county = await smallCounty()
    const id = await report(county)
    const custodian = await county.actor('custodian')
    expect(await county.attempt(open, { case: id, reason: '看看' }, custodian)).toBe('input.invalid')
    expect(await county.attempt(open, { case: id, reason: '          . ' }, custodian)).toBe('input.invalid')
  })

  it.each(['notices', 'nothing'])('is not there to open where the report was anonymous (%s)', async (reporter) => {
    const county = await smallCounty()
    const id = await report(county, { reporter })
    const custodian = await county.actor('custodian')
    expect(await county.attempt(open, { case: id, reason: REASON }, custodian)).toBe('reporters.nothing-to-open')
    expect(await openings(county, id)).toEqual([])
  })
})
