import { describe, expect, it } from 'vitest'
import { report } from '../../core/brewing/report.ts'
import { send } from '../../core/brewing/steps.ts'
import { calendarOf } from '../../core/calendar/content.ts'
import { countedDay } from '../../core/calendar/counted.ts'
import { toDay } from '../../core/calendar/index.ts'
import { Addressee } from '../../core/campaigns/addressee.ts'
import { Campaign, open } from '../../core/campaigns/index.ts'
import { ownContent } from '../../core/content/content.ts'
import { begin } from '../../core/duties/operations.ts'
import { dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, pass } from '../../core/feedback/handler-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { leave } from '../../core/people/index.ts'
import { importList } from '../../core/provisional/import.ts'
import type { Provisional } from '../../core/provisional/list.ts'
import { call } from '../../core/talks/call.ts'
import { hold } from '../../core/talks/steps.ts'
import { type County, contentWith } from '../feedback/county.ts'
import { smallCounty } from '../feedback/small-county.ts'

/** An invented notice: New Year off until Sunday, 3 January, and its make-up day on Saturday, 9 January. */
const NOTICE = `2027年部分节假日安排
一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。
五、端午节：6月9日放假1天。
六、中秋节、国庆节：9月15日放假1天。10月1日至3日放假，共4天。`
const BEFORE = '2026-12-23T02:00:00.000Z'

/** A county and another process of it: they share the store, and nothing in memory. */
const twoProcesses = async (): Promise<[County, County]> => {
  const one = await smallCounty(BEFORE)
  const content = ownContent(one.content)
  return [await one.restarted(content), await one.restarted(ownContent(content))]
}

const preview = (county: County, text: string) =>
  county.application.byName('calendar.preview', { text }, SYSTEM) as Promise<{
    faults: { line: number; problem: string }[]
    rows: Provisional[]
  }>

const accepted = async (county: County): Promise<string> => {
  const { id } = await county.execute(submit, { text: 'm0 the light is out', reporter: 'nothing' }, { kind: 'citizen' })
  await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
  await county.execute(accept, { case: id }, await county.actor('handler2'))
  return id
}

/** Two handlers are asked until five working days on, which a holiday moves. */
const askedUntilFifthDay = (one: County) => {
  one.clock.set('2026-12-28T02:00:00.000Z')
  const lastDay = countedDay(one.content, toDay('2026-12-28'), 5)
  const said = { say: 'pledges.invite', params: { pledge: '承诺书' } }
  const kind = { name: 'pledge', opens: 'pledge', asks: true, late: true, invite: said, remind: said }
  const named = (...people: string[]) => ({ any: people.map((value) => [{ term: 'person', value }]), none: [] })
  return {
    ...{ id: 'n1', kind, subject: 'x', title: '承诺书', audience: named('handler2', 'handler3'), reminders: [1] },
    ...{ closesAt: calendarOf(one.content).closing(toDay(lastDay.day)), lastDay, by: 'person:officer' },
  }
}

describe('a notice that is taken in while programs run', () => {
  it('moves nothing in its preview, and then counts on every process a second later', async () => {
    const [one, other] = await twoProcesses()
    const id = await accepted(other)
    expect((await other.case(id)).due).toEqual({ day: '2027-01-01', provisional: true })

    const { faults, rows } = await preview(one, NOTICE)
    expect(faults).toEqual([])
    expect(rows).toMatchObject([{ what: 'case', promised: '2027-01-01', anew: '2027-01-04', provisional: false }])
    expect(calendarOf(one.content).isOfficial(2027)).toBe(false)

    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    one.clock.set('2026-12-23T02:00:03.000Z')
    other.clock.set('2026-12-23T02:00:03.000Z')
    const next = await other.execute(submit, { text: 'm0 dark', reporter: 'nothing' }, { kind: 'citizen' })
    expect((await other.case(next.id)).due).toEqual({ day: '2027-01-04', provisional: false })

    await one.until('2026-12-23T02:00:10.000Z')
    expect((await one.case(id)).due).toEqual({ day: '2027-01-04', provisional: false })
    const told = (await one.deliveries()).filter(({ data }) => data.message.text.includes('放假安排'))
    expect(told.map(({ data }) => JSON.stringify(data.to)).sort()).toEqual([
      '{"kind":"person","person":"handler2"}',
      `{"kind":"reporter","case":"${id}"}`,
    ])
  })

  it('is known to a process that starts later; another list of the content holds again', async () => {
    const [one] = await twoProcesses()
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    const works = async (county: County): Promise<boolean> => {
      county.clock.set('2026-12-24T02:00:00.000Z')
      await preview(county, NOTICE)
      return calendarOf(county.content).isWorkingDay(toDay('2027-01-09'))
    }
    expect(await works(await one.restarted(ownContent(one.content)))).toBe(true)
    const amended = await contentWith([
      [
        'calendar/holidays/2027.yaml',
        `year: 2027
sources: [https://www.gov.cn/invented]
holidays:
  - { name: 元旦, off: [2027-01-01, 2027-01-02, 2027-01-03] }
  - { name: 春节, off: [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08] }
  - { name: 清明节, off: [2027-04-05] }
  - { name: 劳动节, off: [2027-05-01] }
  - { name: 端午节, off: [2027-06-09] }
  - { name: 中秋节、国庆节, off: [2027-09-15, 2027-10-01, 2027-10-02, 2027-10-03] }
`,
      ],
    ])
    expect(await works(await one.restarted(amended))).toBe(false)
  })

  it('may be a public list of days in JSON, and every fault of one has its line', async () => {
    const [one] = await twoProcesses()
    const span = (name: string, ...dates: string[]) =>
      dates.map((date) => ({ name, date: `2027-${date}`, isOffDay: name !== '调休' }))
    const days = [
      ...span('元旦', '01-01', '01-02', '01-03'),
      ...span('春节', '02-05', '02-06', '02-07', '02-08'),
      ...[...span('清明节', '04-05'), ...span('劳动节', '05-01'), ...span('端午节', '06-09')],
      ...span('国庆节、中秋节', '09-15', '10-01', '10-02', '10-03'),
      { name: '元旦', date: '2027-01-09', isOffDay: false },
      // A Monday that is worked is worked anyway.
      { name: '元旦', date: '2027-01-04', isOffDay: false },
    ]
    const text = JSON.stringify({ $schema: 'x', year: 2027, papers: [], days }, undefined, 2)
    const faults = async (each: string) =>
      (await preview(one, each)).faults.map(({ line, problem }) => `${line}: ${problem}`)
    expect(await faults(text.replace('2027-02-06', '2027-02-05'))).toEqual(['28: Fri 5 February stands twice'])
    expect(await faults(text.replace('2027-05-01', '2026-05-01'))).toEqual([
      '48: Fri 1 May is not ruled by the list of 2027',
      '0: Labour Day (劳动节) is missing between Sat 1 May and Sat 1 May',
    ])
    expect(await faults(JSON.stringify({ year: 2027, papers: [], days: [] }))).toEqual(['0: There is no day off'])
    expect(await faults(text.replace('"isOffDay": true', '"isOffDay": "yes"'))).toEqual([
      expect.stringMatching(/^9: .*days\.0\.isOffDay: /),
    ])
    await one.execute(importList, { text }, await one.actor('officer'))
    one.clock.set('2026-12-23T02:00:03.000Z')
    await preview(one, text)
    const calendar = calendarOf(one.content)
    expect(
      ['2027-01-04', '2027-01-09', '2027-02-08', '2027-09-15'].map((day) => calendar.isWorkingDay(toDay(day))),
    ).toEqual([true, true, false, false])
  })

  it('takes the place of a list only where that is said, and is refused with line and cure', async () => {
    const [one] = await twoProcesses()
    const officer = await one.actor('officer')
    const refused = async (text: string, replace = false): Promise<string> =>
      one.execute(importList, { text, replace }, officer).then(
        () => 'taken',
        (error: unknown) => (error instanceof Refusal ? `${error.code} ${error.params.faults ?? ''}` : String(error)),
      )
    expect(await refused(NOTICE.replace('1月9日（周六）', '1月6日'))).toMatch(
      /holidays.faulty 第2行：.*1月6日.*请对照通知/,
    )
    expect(await refused(NOTICE.replaceAll('2027', '2028'))).toMatch(/还没有2027年的安排/)
    expect(await refused(NOTICE.replace(/四、.*\n/, ''))).toMatch(/缺“劳动节”/)
    expect(await refused(NOTICE)).toBe('taken')
    expect(await refused(NOTICE)).toMatch(/^holidays.there-already/)
    expect(await refused(NOTICE, true)).toBe('taken')
  })

  it('moves the day of a ruling too, whose reminder follows', async () => {
    const [one] = await twoProcesses()
    one.clock.set('2026-12-31T02:00:00.000Z')
    const { id } = await one.execute(submit, { text: 'm0 dark', reporter: 'nothing' }, { kind: 'citizen' })
    await one.execute(dispatchAsProposed, { case: id }, await one.actor('officer'))
    await one.execute(pass, { case: id, to: 'u3', reason: 'not ours' }, await one.actor('handler2'))
    await one.execute(pass, { case: id, to: 'u4', reason: 'nor ours' }, await one.actor('handler3'))
    const before = (await one.case(id)).ruleBy
    expect(before?.provisional).toBe(true)
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    await one.until('2026-12-31T02:01:00.000Z')
    const after = (await one.case(id)).ruleBy
    expect(after).toMatchObject({ provisional: false, counted: before?.counted })
    expect(after?.day).not.toBe(before?.day)
    const reminders = async () =>
      (await one.deliveries()).filter(({ data }) => data.message.text.includes('裁定')).map(({ data }) => data.queuedAt)
    const told = (await reminders()).length
    await one.until(`${before?.day}T10:00:00.000Z`)
    expect(await reminders(), 'nothing on the day that no longer holds').toHaveLength(told)
    await one.until(`${after?.day}T10:00:00.000Z`)
    expect((await reminders()).length).toBeGreaterThan(told)
  })

  it('moves the day by which a unit checks a brewing problem, whose look follows', async () => {
    const [one] = await twoProcesses()
    one.clock.set('2026-12-30T02:00:00.000Z')
    const officer = await one.actor('officer')
    const { id } = await one.execute(report, { text: 'the wall leans', urgency: 'soon' }, officer)
    await one.execute(send, { brewing: id, unit: 'u2' }, officer)
    const { rows } = await preview(one, NOTICE)
    expect(rows).toMatchObject([{ what: 'brewing', promised: '2027-01-04', anew: '2027-01-05' }])
    await one.execute(importList, { text: NOTICE }, officer)
    await one.until('2026-12-30T02:01:00.000Z')
    expect((await one.heard('handler2')).filter((text) => /1月4日.*1月5日/.test(text))).toHaveLength(1)
    const before = (await one.heard('handler2')).length
    await one.until('2027-01-04T10:00:00.000Z')
    expect(await one.heard('handler2'), 'nothing on the day that no longer holds').toHaveLength(before)
    await one.until('2027-01-05T10:00:00.000Z')
    expect((await one.heard('handler2')).length).toBeGreaterThan(before)
  })

  it('moves the days of a responsibility letter that were counted, whose looks follow', async () => {
    const [one] = await twoProcesses()
    one.clock.set('2026-12-28T02:00:00.000Z')
    const letter = { receipt: 'ps1', person: 'handler2', unit: 'u2', title: '责任书', askedBy: 'person:officer' }
    const duties = [{ text: 'the near one', due: '12-29' }]
    await one.application.execute(begin, { ...letter, duties }, SYSTEM)
    expect((await preview(one, NOTICE)).rows).toMatchObject([
      { what: 'duty', number: '责任书', promised: '2027-01-04', anew: '2027-01-05' },
    ])
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    await one.until('2026-12-28T02:01:00.000Z')
    const told = (await one.heard('handler2')).filter((text) => text.includes('放假安排'))
    expect(told.map((text) => /the near one|自查报告/.exec(text)?.[0]).sort()).toEqual(['the near one', '自查报告'])
    const over = async () =>
      (await one.heard('officer')).filter((text) => text.includes('the near one') && !text.includes('放假')).length
    await one.until('2027-01-05T02:00:00.000Z')
    expect(await over()).toBe(0)
    await one.until('2027-01-06T02:00:00.000Z')
    expect(await over()).toBe(1)
  })

  it('moves the last day of what many were asked, and the timer of the day before closes nothing', async () => {
    const [one] = await twoProcesses()
    const asked = askedUntilFifthDay(one)
    await one.application.execute(open, asked, SYSTEM)
    await one.until('2026-12-28T02:01:00.000Z')
    expect(await one.heard('handler2')).toEqual([expect.stringContaining('1月4日')])
    expect((await preview(one, NOTICE)).rows).toMatchObject([
      { what: 'campaign', number: '承诺书', promised: '2027-01-04', anew: '2027-01-05' },
    ])
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    await one.until('2026-12-28T02:01:30.000Z')
    await one.until('2026-12-28T02:02:00.000Z')
    const told = (await one.heard('handler2')).filter((text) => text.includes('放假安排'))
    expect(told).toEqual([expect.stringMatching(/《承诺书》的截止日期改为1月5日/)])
    expect((await one.heard('officer')).filter((text) => text.includes('1月5日'))).toHaveLength(1)
    const state = async () => (await readerOf(one.store, Campaign).get('n1'))?.data.state
    // One working day ahead of the new end, not of the old one.
    await one.until('2027-01-01T10:00:00.000Z')
    expect(await one.heard('handler3')).toHaveLength(2)
    await one.until('2027-01-04T09:31:00.000Z')
    await one.until('2027-01-04T09:32:00.000Z')
    expect(await one.heard('handler3')).toEqual([
      expect.anything(),
      expect.anything(),
      expect.stringContaining('1月5日'),
    ])
    expect(await state()).toBe('open')
    await one.until('2027-01-05T09:31:00.000Z')
    expect(await state()).toBe('closed')
  })

  it('moves the day on which a problem of a talk is asked after again', async () => {
    const [one] = await twoProcesses()
    const officer = await one.actor('officer')
    one.clock.set('2026-12-25T02:00:00.000Z')
    const day = toDay('2026-12-25')
    const when = { day, time: '9:00', place: 'here' }
    const { id } = await one.execute(call, { person: 'handler2', reason: 'late cases', ...when }, officer)
    const problems = [{ text: 'sort the desk', due: toDay('2026-12-28') }]
    await one.execute(hold, { talk: id, present: 'all', minutes: 'all was said', problems }, officer)
    const asked = async () => (await one.heard('handler2')).filter((text) => text.includes('还没核实改好')).length
    await one.until('2026-12-28T01:01:00.000Z')
    expect(await asked()).toBe(1)
    // Five working days later was Monday, 4 January, before New Year's Day was known to be off.
    await one.execute(importList, { text: NOTICE }, officer)
    await one.until('2027-01-04T10:00:00.000Z')
    expect(await asked()).toBe(1)
    await one.until('2027-01-05T01:01:00.000Z')
    expect(await asked()).toBe(2)
  })

  it('tells nobody who has left', async () => {
    const [one] = await twoProcesses()
    const asked = askedUntilFifthDay(one)
    await one.application.execute(open, asked, SYSTEM)
    await one.until('2026-12-28T02:01:00.000Z')
    await one.application.execute(leave, { person: 'handler3' }, SYSTEM)
    const before = { left: await one.heard('handler3'), stays: await one.heard('handler2') }
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    await one.until('2026-12-28T02:02:00.000Z')
    expect(await one.heard('handler2')).toEqual([...before.stays, expect.stringContaining('改为1月5日')])
    expect(await one.heard('handler3')).toEqual(before.left)
    const states = new Map<string, string>()
    for await (const { data } of readerOf(one.store, Addressee).stream({})) states.set(data.person, data.state)
    expect(Object.fromEntries(states)).toEqual({ handler2: 'waiting', handler3: 'left' })
  })

  it('leaves what is answered as it was told', async () => {
    const [one] = await twoProcesses()
    const id = await accepted(one)
    await one.execute(answerCase, { case: id, text: 'mended' }, await one.actor('handler2'))
    const { due } = await one.case(id)
    await one.execute(importList, { text: NOTICE }, await one.actor('officer'))
    await one.until('2026-12-23T03:00:00.000Z')
    expect((await one.case(id)).due).toEqual(due)
  })
})
