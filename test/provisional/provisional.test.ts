import { describe, expect, it } from 'vitest'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, ask } from '../../core/feedback/handler-steps.ts'
import { reply } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Provisional } from '../../core/provisional/list.ts'
import { Watch } from '../../core/rules/watch.ts'
import { issue } from '../../core/warnings/issue.ts'
import { Warning } from '../../core/warnings/warning.ts'
import { type County, contentWith } from '../feedback/county.ts'
import { smallCounty } from '../feedback/small-county.ts'

/** An invented list: New Year off until Sunday, 3 January, and its make-up day on Saturday, 9 January. */
const LIST_2027 = `
year: 2027
sources: [https://www.gov.cn/invented]
holidays:
  - { name: 元旦, off: [2027-01-01, 2027-01-02, 2027-01-03], work: [2027-01-09] }
  - { name: 春节, off: [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08] }
  - { name: 清明节, off: [2027-04-05] }
  - { name: 劳动节, off: [2027-05-01] }
  - { name: 端午节, off: [2027-06-09] }
  - { name: 中秋节、国庆节, off: [2027-09-15, 2027-10-01, 2027-10-02, 2027-10-03] }
`
const withList = () => contentWith([['calendar/holidays/2027.yaml', LIST_2027]])
const BEFORE = '2026-12-21T02:00:00.000Z'

const accepted = async (county: County, text: string, from: object = { reporter: 'nothing' }): Promise<string> => {
  const { id } = await county.execute(submit, { text, ...from }, { kind: 'citizen' })
  await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
  await county.execute(accept, { case: id }, await county.actor('handler2'))
  return id
}

const settled = async (county: County, kind: 'case' | 'warning' = 'case'): Promise<void> => {
  await county.application.byName('calendar.settle', { at: county.clock.now(), kind }, SYSTEM)
  await county.until(county.clock.now())
}

const waiting = async (county: County): Promise<readonly Provisional[]> =>
  ((await county.application.byName('calendar.provisional', {}, SYSTEM)) as { rows: Provisional[] }).rows

const heard = async (county: County, person: string): Promise<readonly string[]> =>
  (await county.deliveries())
    .filter(({ data: { to } }) => to.kind === 'person' && to.person === person)
    .map(({ data }) => data.message.text)

describe('when the official list of a year is there', () => {
  it('provisional last days are counted anew, those concerned hear it, and rules watch the new day', async () => {
    const county = await smallCounty(BEFORE)
    const id = await accepted(county, 'm0 the light is out')
    // Seven days from Monday the 21st end before the turn of the year is ruled; ten would not.
    expect((await county.case(id)).due).toEqual({ day: '2026-12-30', provisional: true })
    const later = await county.execute(
      issue,
      { person: 'handler2', severity: 'prompt', ground: 'three cases late', within: 10 },
      await county.actor('officer'),
    )
    const due = async () => (await readerOf(county.store, Warning).get(later.id))?.data
    expect((await due())?.due).toMatchObject({ day: '2027-01-04', provisional: true })

    const informed = await county.restarted(await withList())
    expect(await waiting(informed)).toEqual([
      expect.objectContaining({ what: 'case', promised: '2026-12-30', anew: '2026-12-30', provisional: false }),
      expect.objectContaining({ what: 'warning', promised: '2027-01-04', anew: '2027-01-05', provisional: false }),
    ])
    await settled(informed)
    expect((await informed.case(id)).due).toEqual({ day: '2026-12-30', provisional: false })
    const moved = await due()
    expect(moved?.due).toMatchObject({ day: '2027-01-05', provisional: false })
    expect(moved?.steps.at(-1)).toMatchObject({ did: 'settleDate', note: '2027-01-04 → 2027-01-05' })
    // The timer follows: it looks at closing time of the new day.
    expect(moved?.timer?.at).toBe('2027-01-05T09:30:00.000Z')
    const told = await heard(informed, 'handler2')
    expect(told.filter((text) => text.includes('1月4日') && text.includes('1月5日'))).toHaveLength(1)
    // The case's day stood: nobody was told anything.
    expect(told.filter((text) => text.includes('放假安排'))).toHaveLength(1)
    expect(await waiting(informed)).toEqual([])

    await settled(informed)
    expect(await heard(informed, 'handler2')).toHaveLength(told.length)
  })

  it('a Saturday that becomes a make-up day can be the last day, until its closing', async () => {
    const county = await smallCounty('2026-12-30T02:00:00.000Z')
    const { id } = await county.execute(
      issue,
      { person: 'handler2', severity: 'prompt', ground: 'three cases late', within: 7 },
      await county.actor('officer'),
    )
    const informed = await county.restarted(await withList())
    const data = async () => (await readerOf(informed.store, Warning).get(id))?.data
    expect((await data())?.due).toMatchObject({ day: '2027-01-08', provisional: true })
    await settled(informed, 'warning')
    expect((await data())?.due).toMatchObject({ day: '2027-01-09', provisional: false })
    expect((await data())?.timer?.at).toBe('2027-01-09T09:30:00.000Z')
  })

  it('the watch of a case moves with its day', async () => {
    const county = await smallCounty('2026-12-23T02:00:00.000Z')
    const id = await accepted(county, 'm0 the light is out')
    expect((await county.case(id)).due).toEqual({ day: '2027-01-01', provisional: true })
    const informed = await county.restarted(await withList())
    await settled(informed)
    expect((await informed.case(id)).due).toEqual({ day: '2027-01-04', provisional: false })
    expect((await readerOf(informed.store, Watch).get(`y-${id}`))?.data.due).toBe('2027-01-04')
    expect((await heard(informed, 'handler2')).filter((text) => /1月1日.*1月4日/.test(text))).toHaveLength(1)
  })

  it('a day that was settled stays as it was told, whatever an amended list says; so does one that is over', async () => {
    const county = await smallCounty('2026-12-01T02:00:00.000Z')
    const id = await accepted(county, 'm0 the light is out')
    const promised = (await county.case(id)).due
    expect(promised).toEqual({ day: '2026-12-10', provisional: false })
    const { id: dispatched } = await county.execute(
      submit,
      { text: 'm0 a third light', reporter: 'nothing' },
      { kind: 'citizen' },
    )
    await county.execute(dispatchAsProposed, { case: dispatched }, await county.actor('officer'))
    county.clock.set(BEFORE)
    const answered = await accepted(county, 'm0 another light')
    await county.execute(answerCase, { case: answered, text: 'mended' }, await county.actor('handler2'))
    const over = (await county.case(answered)).due

    const office = `timeZone: Asia/Shanghai
hours: [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }]
extraDaysOff: [{ day: 2026-12-04, name: 县庆 }, { day: 2026-12-24, name: 县庆 }]
`
    const amended = await contentWith([
      ['calendar/holidays/2027.yaml', LIST_2027],
      ['calendar/office.yaml', office],
    ])
    const informed = await county.restarted(amended)
    await settled(informed)
    expect((await informed.case(id)).due).toEqual(promised)
    expect((await informed.case(answered)).due).toEqual(over)
    await informed.execute(accept, { case: dispatched }, await informed.actor('handler2'))
    expect((await informed.case(dispatched)).due).toEqual(promised)
  })

  it('a case whose clock stands has no day to move, and gets a settled one with the answer', async () => {
    const county = await smallCounty(BEFORE)
    const id = await accepted(county, 'm0 the light is out', { reporter: 'named', name: 'somebody' })
    await county.execute(ask, { case: id, text: 'which pole?' }, await county.actor('handler2'))
    expect((await county.case(id)).due).toBeUndefined()
    const informed = await county.restarted(await withList())
    await settled(informed)
    expect((await informed.case(id)).due).toBeUndefined()
    await informed.execute(reply, { case: id, text: 'the third' }, SYSTEM)
    expect((await informed.case(id)).due).toEqual({ day: '2026-12-30', provisional: false })
  })
})

describe('a list that is not sound', () => {
  const faults = (name: string, text: string): Promise<string> =>
    contentWith([[name, text]]).then(
      () => 'taken',
      (error: Error) => error.message,
    )

  it('is refused with the file and what to do: a gap, the wrong year, a festival cut off, a year twice', async () => {
    const of2028 = LIST_2027.replaceAll('2027-', '2028-').replace('year: 2027', 'year: 2028')
    expect(await faults('calendar/holidays/2028.yaml', of2028)).toMatch(/2028\.yaml.*there is no list for 2027/)
    expect(await faults('calendar/holidays/2028.yaml', LIST_2027)).toMatch(/named 2028: is this the list of the wrong/)
    expect(await faults('calendar/holidays/2027.yaml', LIST_2027.replace(/.*劳动节.*\n/, ''))).toMatch(/Labour Day/)
    const again = LIST_2027.replace('year: 2027', 'year: 2026')
      .replaceAll('2027-', '2026-')
      .replace('2026-01-09', '2026-01-10')
    expect(await faults('calendar/holidays/2026-again.yaml', again)).toMatch(/two lists for 2026/)
  })
})
