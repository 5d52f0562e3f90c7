import { beforeEach, describe, expect, it } from 'vitest'
import { dispatch, dispatchAsProposed } from '../../core/feedback/dispatch-steps.ts'
import { accept, answerCase, pass } from '../../core/feedback/handler-steps.ts'
import { rate } from '../../core/feedback/reporter-steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { aPerson, aPost, aUnit } from '../../core/people/testing.ts'
import { standingRules } from '../../core/rules/book.ts'
import { askDaily, askRule } from '../../core/rules/daily.ts'
import { putRule } from '../../core/rules/operations.ts'
import { silence, silences } from '../../core/rules/silence.ts'
import { caseChanged } from '../../core/rules/watch.ts'
import { Warning, type WarningData } from '../../core/warnings/warning.ts'
import { County, type Members } from '../feedback/county.ts'

/** `u1` is the office; `u2` and `u3` answer; `u4` is vacant at one post; `leader` leads all. */
const MEMBERS: Members = {
  units: ['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'].map((code) =>
    aUnit(code, code === 'u0' ? {} : { parent: 'u0', ...(code === 'u2' ? { counterpart: 'u4' } : {}) }),
  ),
  posts: [
    aPost('top', 'u0', { rank: 'head', holder: 'leader' }),
    aPost('desk', 'u1', { holder: 'officer' }),
    aPost('chair', 'u1', { holder: 'director' }),
    aPost('head2', 'u2', { rank: 'head', holder: 'head2', grade: 1 }),
    aPost('door2', 'u2', { holder: 'handler2', reception: true, grade: 3, since: '2016-03-20' }),
    aPost('door3', 'u3', { holder: 'handler3', reception: true }),
    aPost('till4', 'u4', { grade: 2, heldAt: '2026-02-20T01:00:00.000Z' }),
    aPost('head4', 'u4', { rank: 'head', holder: 'head4' }),
    aPost('archive4', 'u4', { heldAt: '2026-01-05T01:00:00.000Z' }),
  ],
  people: [
    ...['leader', 'head2', 'head4', 'handler2', 'handler3'].map((code) => aPerson(code)),
    aPerson('officer', { roles: ['officer'] }),
    aPerson('director', { roles: ['director'] }),
  ],
}
const both = (text: string) => ({ 'zh-CN': text, en: text })

describe('rules at work', () => {
  let county: County
  beforeEach(async () => {
    county = await County.of(MEMBERS)
  })
  const reported = async (text = 'm0 the light is out', place = 'p0'): Promise<string> =>
    (
      await county.execute(
        submit,
        { text, reporter: 'nothing', place: { text: place, code: place } },
        { kind: 'citizen' },
      )
    ).id
  const accepted = async (): Promise<string> => {
    const id = await reported()
    await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
    await county.execute(accept, { case: id }, await county.actor('handler2'))
    return id
  }
  const warnings = async (): Promise<readonly WarningData[]> => {
    const all: WarningData[] = []
    for await (const { data } of readerOf(county.store, Warning).stream({ order: ['data.issuedAt'] })) all.push(data)
    return all
  }
  const byRule = async (name: string): Promise<readonly WarningData[]> =>
    (await warnings()).filter(({ ground }) => ground.rule?.name === name)
  const write = async (rule: object): Promise<unknown> =>
    county.execute(putRule, { rule, reason: 'for the test' }, await county.actor('officer'))
  const morning = async (day: string): Promise<void> => {
    county.clock.set(`${day}T23:00:00.000Z`)
    await county.execute(askDaily, { at: county.clock.now() }, SYSTEM)
    await county.until(county.clock.now())
  }

  it('a red card ends the yellow of the same case, and an answered case gets none', async () => {
    const [late, answered] = [await accepted(), await accepted()]
    await county.execute(answerCase, { case: answered, text: 'mended' }, await county.actor('handler2'))
    await county.until('2026-03-11T10:00:00.000Z')
    expect((await byRule('case-due-yellow')).map(({ ground }) => ground.case)).toEqual([late])
    await county.until('2026-03-16T10:00:00.000Z')
    expect(await byRule('case-overdue-red')).toHaveLength(1)
    await county.until('2026-03-20T10:00:00.000Z')
    expect((await byRule('case-due-yellow'))[0]).toMatchObject({ state: 'closed', endedAs: 'overtaken' })
    expect((await warnings()).some(({ ground }) => ground.case === answered)).toBe(false)
  })

  it('a rule does not fire twice for one ground, however often it is asked and whatever restarts', async () => {
    await accepted()
    await county.until('2026-03-11T10:00:00.000Z')
    const before = (await warnings()).length
    const [{ ground } = { ground: { case: '' } }] = await byRule('case-due-yellow')
    const anew = await county.restarted(county.content)
    for (let n = 0; n < 3; n++) await anew.execute(caseChanged, { case: ground.case, step: 'anew' }, SYSTEM)
    await anew.until('2026-03-11T11:00:00.000Z')
    expect(await warnings()).toHaveLength(before)
  })

  describe('for a day of the month', () => {
    const rule = {
      ...{ name: 'own-month', title: both('month'), on: true, severity: 'reminder', to: 'head' },
      trigger: { kind: 'calendar', on: { day: 31 } },
      says: both('look at the month'),
    }
    // The clock is set to the evening: it is morning already where the office is.
    it('comes on the last day of a month that is shorter, and once to a leader of many', async () => {
      await write({ ...rule, trigger: { ...rule.trigger, of: { grades: [1, 3] } } })
      await morning('2026-04-28')
      expect(await byRule('own-month')).toEqual([])
      await morning('2026-04-29')
      expect((await byRule('own-month')).map(({ to }) => to)).toEqual(['head2'])
      await write({ ...rule, name: 'own-posts', says: both('look at {{post}}'), to: 'head' })
      await morning('2026-05-30')
      expect((await byRule('own-posts')).filter(({ to }) => to === 'head2')).toHaveLength(2)
    })

    it('says nothing to posts of a level above the office', async () => {
      const top = { ...aUnit('u0'), level: 'city' as const }
      county = await County.of({ ...MEMBERS, units: [top, ...MEMBERS.units.filter(({ code }) => code !== 'u0')] })
      await write({ ...rule, to: 'person', trigger: { ...rule.trigger, of: { ranks: ['head'] } } })
      await morning('2026-05-30')
      expect((await byRule('own-month')).map(({ to }) => to).sort()).toEqual(['head2', 'head4'])
    })
  })

  it('what is silenced is held and listed with its reason; what is grouped reaches people in their digest alone', async () => {
    const officer = await county.actor('officer')
    const about = { until: '2026-04-01T00:00:00.000Z', reason: 'flood' }
    await county.execute(silence, { rule: 'case-due-soon', mode: 'silence', ...about }, officer)
    await county.execute(silence, { rule: 'case-due-yellow', mode: 'group', ...about }, officer)
    await accepted()
    await county.until('2026-03-10T01:00:00.000Z')
    const { rows } = await county.execute(silences, {}, officer)
    expect(rows.find(({ rule }) => rule === 'case-due-soon')).toMatchObject({ reason: 'flood', held: [{ unit: 'u2' }] })
    expect(await byRule('case-due-soon')).toEqual([])
    await county.until('2026-03-11T09:31:00.000Z')
    expect(await byRule('case-due-yellow')).toMatchObject([{ quiet: true }])
    expect((await county.heard('handler2')).filter((text) => text.includes('黄牌'))).toEqual([])
    await county.until('2026-03-11T11:00:00.000Z')
    const digest = (await county.heard('handler2')).filter((text) => text.includes('黄牌'))
    expect(digest).toEqual([expect.stringContaining('有1条预警提示')])
  })

  it('of many in a day five reach a person alone and the rest in one digest; their leader has one message, not forty', async () => {
    for (let n = 0; n < 12; n++) await accepted()
    await county.until('2026-03-10T10:00:00.000Z')
    await county.until('2026-03-11T12:00:00.000Z')
    await county.until('2026-03-11T13:00:00.000Z')
    const yellow = await byRule('case-due-yellow')
    expect(yellow).toHaveLength(12)
    expect(yellow.filter(({ quiet }) => !quiet)).toHaveLength(5)
    const told = (await county.heard('handler2')).filter((text) => text.includes('黄牌'))
    expect(told).toHaveLength(6)
    expect((await county.heard('head2')).filter((text) => text.includes('黄牌'))).toEqual([
      expect.stringContaining('有12条预警提示'),
    ])
  })

  it('events speak: passed on twice, and rated as not solved', async () => {
    const id = await reported()
    await county.execute(dispatchAsProposed, { case: id }, await county.actor('officer'))
    await county.execute(pass, { case: id, reason: 'not ours', to: 'u3' }, await county.actor('handler2'))
    await county.execute(pass, { case: id, reason: 'nor ours' }, await county.actor('handler3'))
    expect((await byRule('case-passed-on')).map(({ ground }) => ground.case)).toEqual([id])
    const other = await accepted()
    await county.execute(answerCase, { case: other, text: 'mended' }, await county.actor('handler2'))
    await county.execute(rate, { case: other, solved: 'no' }, SYSTEM)
    expect(await byRule('case-rated-badly')).toMatchObject([{ to: 'head2', ground: { case: other } }])
  })

  it('the same matter in many villages goes to the department that makes its rules, the unit above has a copy', async () => {
    await write({
      ...{ name: 'many-villages', title: both('t'), on: true, severity: 'prompt', to: 'head', copies: ['counterpart'] },
      ...{ trigger: { kind: 'count', by: 'matter', days: 30, atLeast: 2 }, when: 'villages >= 2.0' },
      says: both('{{count}} in {{villages}} villages'),
    })
    // Sent to u3 although it is a matter of u2: the rule is u2's all the same.
    for (const place of ['p0', 'p1']) {
      const id = await reported('m0 dark', place)
      await county.execute(dispatch, { case: id, lead: 'u3' }, await county.actor('officer'))
    }
    await morning('2026-03-03')
    expect(await byRule('many-villages')).toMatchObject([
      { unit: 'u2', to: 'head2', copies: ['head4'], ground: { says: { en: '2 in 2 villages' } } },
    ])
    await county.until('2026-03-04T12:00:00.000Z')
    expect((await county.heard('head4')).filter((text) => text.includes('2 in 2 villages'))).toHaveLength(1)
    await morning('2026-03-04')
    expect(await byRule('many-villages')).toHaveLength(1)
  })

  it('posts of grade three are reminded of after ten years, and a vacant risk post after a month, each once', async () => {
    const { rule: grade } = await inContent('rotation-grade-three')
    const { rule: vacant } = await inContent('risk-post-vacant')
    await write({ ...grade, on: true })
    await write({ ...vacant, on: true })
    await morning('2026-03-02')
    expect(await byRule('rotation-grade-three')).toMatchObject([{ to: 'head2', unit: 'u2' }])
    expect(await byRule('risk-post-vacant')).toEqual([])
    await morning('2026-03-22')
    // Of the post without a grade nothing is said.
    expect(await byRule('risk-post-vacant')).toMatchObject([{ to: 'head4', unit: 'u4' }])
    await morning('2026-03-23')
    expect(await byRule('risk-post-vacant')).toHaveLength(1)
    expect(await byRule('rotation-grade-three')).toHaveLength(1)
  })

  const inContent = async (name: string) => {
    const found = (await standingRules(county.reader())).find(({ rule }) => rule.name === name)
    if (found === undefined) throw new Error(`no rule ${name}`)
    return found
  }

  it('an audience that is nobody climbs, and the warning says so', async () => {
    await write({
      ...{ name: 'to-discipline', title: both('t'), on: true, severity: 'prompt', to: 'discipline', copies: [] },
      ...{ trigger: { kind: 'count', by: 'unit', days: 30, atLeast: 1 }, says: both('{{unit}}') },
    })
    await accepted()
    await morning('2026-03-03')
    const [warning] = await byRule('to-discipline')
    // u2 has nobody for discipline: the leader responsible has it, and reads why.
    expect(warning).toMatchObject({ to: 'head2', steps: [{ note: expect.stringContaining('管纪检的人') }] })
  })

  it('a faulty rule is refused when an officer writes it, and asking for one that was taken out does no harm', async () => {
    const faulty = {
      ...{ name: 'faulty', title: both('t'), severity: 'prompt', to: 'head', says: both('x') },
      ...{ trigger: { kind: 'count', by: 'unit', days: 30, atLeast: 1 }, when: 'citizen == "x"' },
    }
    const attempt = county.attempt(putRule, { rule: faulty, reason: 'test' }, await county.actor('officer'))
    expect(await attempt).toBe('rules.faulty-name')
    expect(await county.attempt(putRule, { rule: { ...faulty, colour: 'red' }, reason: 'test' }, SYSTEM)).toBe(
      'input.invalid',
    )
    expect(await county.attempt(askRule, { rule: 'gone', day: '2026-03-03', from: 0 }, SYSTEM)).toBe('rules.unknown')
  })
})
