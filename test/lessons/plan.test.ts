import { beforeAll, describe, expect, it } from 'vitest'
import { toDay } from '../../core/calendar/index.ts'
import { cancel } from '../../core/campaigns/index.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { ask } from '../../core/lessons/ask.ts'
import { announce, callOff } from '../../core/lessons/meeting/announce.ts'
import { drop, file, planned } from '../../core/lessons/plan/operations.ts'
import { overdue } from '../../core/lessons/plan/overdue.ts'
import { leave } from '../../core/people/index.ts'
import { World } from '../support/world.ts'

const OFFICER: Actor = { kind: 'person', person: 'bao-yuzhen', roles: ['officer'], units: [] }
let world: World
beforeAll(async () => {
  world = await World.open()
})
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const filed = async (title: string, more: { readonly month?: number; readonly lesson?: string } = {}) =>
  (await execute(file, { year: 2025, month: 7, kind: 'caution', title, whom: '骆树清', ...more }, OFFICER)).planned
const stateOf = async (id: string) =>
  (await execute(planned, { year: 2025 }, OFFICER)).lines.find((line) => line.id === id)?.state
const refused = async (act: Promise<unknown>): Promise<string> => {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refusal ? error.code : String(error)
}

describe('a line of the yearly plan', () => {
  it('is overdue once its month is over and nothing was given', async () => {
    const id = await filed('七月的会')
    expect(await stateOf(id)).toBe('ahead')
    world.clock.set('2025-07-31T15:59:59.000Z')
    expect(await stateOf(id)).toBe('due')
    world.clock.set('2025-07-31T16:00:00.000Z')
    expect(await stateOf(id)).toBe('overdue')
  })

  it('is given once its meeting is announced, and open again where that is called off', async () => {
    const id = await filed('教训会', { month: 9 })
    const when = { day: toDay('2025-09-03'), time: '9:30', place: '礼堂' }
    const input = { title: '教训会', audience: '骆树清', ...when, planned: id }
    const { campaign } = await execute(announce, input, OFFICER)
    expect(await stateOf(id)).toBe('given')
    await execute(callOff, { campaign, reason: '台风' }, OFFICER)
    expect(await stateOf(id)).toBe('ahead')
  })

  it('of a lesson is given by giving the lesson, once for each time, unless that was cancelled', async () => {
    const first = await filed('窗口', { month: 9, lesson: 'public-money' })
    const second = await filed('窗口', { month: 10, lesson: 'public-money' })
    const gives = () =>
      execute(ask, { lesson: 'public-money', audience: '骆树清', closesAt: '2025-12-01T09:30:00.000Z' }, OFFICER)
    const inContent = (await execute(planned, { year: 2025 }, OFFICER)).lines.filter(
      ({ id, lesson }) => id === undefined && lesson === 'public-money',
    ).length
    for (let n = 0; n < inContent; n++) await gives()
    expect([await stateOf(first), await stateOf(second)]).toEqual(['ahead', 'ahead'])
    await gives()
    expect([await stateOf(first), await stateOf(second)]).toEqual(['given', 'ahead'])
    const { campaign } = await gives()
    expect(await stateOf(second)).toBe('given')
    await execute(cancel, { campaign }, OFFICER)
    expect(await stateOf(second)).toBe('ahead')
  })

  it('is refused for a month that is over, an unknown lesson, or nobody who is known; taken out, it stays readable', async () => {
    expect(await refused(filed('晚了', { month: 6 }))).toBe('lessons.plan-over')
    expect(await refused(filed('没有', { month: 11, lesson: 'none' }))).toBe('lessons.unknown')
    const id = await filed('不办了', { month: 11 })
    await execute(drop, { planned: id, reason: '并入十二月' }, OFFICER)
    expect(await stateOf(id)).toBe('dropped')
    expect(await refused(execute(drop, { planned: id, reason: '再来' }, OFFICER))).toBe('lessons.dropped-already')
  })

  it('waits, once overdue, for whoever filed it while they are an officer, and for every officer afterwards', async () => {
    const qi: Actor = { ...OFFICER, person: 'qi-changxiu' }
    const waits = async (who: Actor) => (await execute(overdue, {}, who)).rows.map(({ title }) => title)
    const id = await filed('八月的会', { month: 8 })
    expect(await waits(OFFICER)).not.toContain('八月的会')
    world.clock.set('2025-08-31T16:00:00.000Z')
    expect((await execute(overdue, {}, OFFICER)).rows).toContainEqual({ title: '八月的会', due: '2025-08-31', id })
    expect(await waits(qi)).not.toContain('八月的会')
    // What stands in the content was filed by nobody: each may give it.
    expect(await waits(qi)).toContain('被挪用的救助款')
    await execute(leave, { person: 'bao-yuzhen' }, SYSTEM)
    await world.until(world.clock.now())
    expect(await waits(qi)).toContain('八月的会')
    await execute(drop, { planned: id, reason: '并入九月' }, qi)
    expect(await waits(qi)).not.toContain('八月的会')
  })

  it('waits among everything that does, page after page: nothing is out of reach', async () => {
    const titles = Array.from({ length: 40 }, (_, n) => `补课会第${n + 1}场`)
    for (const title of titles) await filed(title, { month: 9 })
    world.clock.set('2025-09-30T16:00:00.000Z')
    await world.binds('qi', 'qi-changxiu')
    const seen: string[] = []
    let page = (await world.says('qi', '/mine')).at(-1)
    expect(page?.text).toMatch(/^有\d{2}件事等着您，期限近的在前，这里是第1到第10件/)
    const count = Number(/\d+/.exec(page?.text ?? '')?.[0])
    while (page?.choices?.some(({ label }) => label === '下一页')) {
      seen.push(...page.choices.slice(0, -1).map(({ label }) => label))
      page = (await world.presses('qi', '下一页')).at(-1)
    }
    seen.push(...(page?.choices ?? []).map(({ label }) => label))
    expect(seen).toHaveLength(count)
    expect(seen).toEqual(expect.arrayContaining(titles.map((title) => `《${title}》通知开会（逾期）`)))
    // A page that was seen before much was done begins anew.
    for (const from of ['400', '-5', 'x'])
      expect((await world.does('qi', { kind: 'press', token: `mine ${from}` })).at(-1)?.text).toContain('第1到第10件')
  })
})
