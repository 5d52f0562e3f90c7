import { beforeAll, describe, expect, it } from 'vitest'
import { audiencePages, read as readAudience } from '../../core/audiences/index.ts'
import { funnel } from '../../core/brewing/funnel.ts'
import { list as listBrewing, read as readBrewing } from '../../core/brewing/lists.ts'
import { report } from '../../core/brewing/report.ts'
import { find, send, settle } from '../../core/brewing/steps.ts'
import { submit } from '../../core/feedback/submit.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { importRows, organisation, personActor } from '../../core/people/index.ts'
import { read as readSpecial } from '../../core/special-campaigns/lists.ts'
import { addCases, close, notify, open } from '../../core/special-campaigns/office-steps.ts'
import { addTask, doTask, report as reportFigure } from '../../core/special-campaigns/tasks.ts'
import { list as listVisits, read as readVisit } from '../../core/visits/lists.ts'
import { report as reportVisit } from '../../core/visits/report.ts'
import { plan, rounds } from '../../core/visits/rounds.ts'
import { World } from '../support/world.ts'

let world: World
const anew = async () => {
  world = await World.open()
}
beforeAll(anew)

const context = () => ({
  read: <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type),
  content: world.program.outside.content,
  now: world.clock.now(),
})
const actor = async (person: string) => {
  const found = await personActor(context(), person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const OFFICER = 'qi-changxiu'
const REPORTER = 'tan-guihua'
const WATER = 'song-renjie'
const SUPERVISOR = 'kuang-lihua'
const told = { text: '水渠修到一半停工', place: { text: '石桥村', code: 'shuanghe-shiqiao' } }
const brews = async (more = {}) => execute(report, { ...told, ...more }, await actor(REPORTER))

describe('a brewing problem', () => {
  it('is seen by the office and its reporter, and by a unit once it checks it; nobody sees who reported it', async () => {
    const { id } = await brews()
    expect(await refused(execute(readBrewing, { brewing: id }, await actor(WATER)))).toBe('brewing.not-found')
    expect(await refused(execute(readBrewing, { brewing: id }, await actor('lei-shuangxi')))).toBe('brewing.not-found')
    await execute(send, { brewing: id, unit: 'water' }, await actor(OFFICER))
    for (const person of [OFFICER, REPORTER, WATER]) {
      const seen = await execute(readBrewing, { brewing: id }, await actor(person))
      expect(JSON.stringify(seen)).not.toContain(REPORTER)
    }
    expect((await execute(listBrewing, { only: 'open' }, await actor(WATER))).rows.map((row) => row.id)).toEqual([id])
  })

  it('is never seen, checked or counted by the unit that it is about', async () => {
    const { id } = await brews({ responsible: ['water'] })
    expect(await refused(execute(send, { brewing: id, unit: 'water' }, await actor(OFFICER)))).toBe('brewing.concerned')
    expect(await refused(execute(readBrewing, { brewing: id }, await actor(WATER)))).toBe('brewing.not-found')
    const seen = (await execute(listBrewing, { only: 'all', limit: 10 }, await actor(WATER))).rows
    expect(seen.map((row) => row.id)).not.toContain(id)
    await execute(send, { brewing: id, unit: 'finance' }, await actor(OFFICER))
    expect(await refused(execute(find, { brewing: id, words: '没有的事' }, await actor(WATER)))).toBe(
      'brewing.not-found',
    )
  })

  it('about the office itself goes one level up: its officers neither see nor count it', async () => {
    await anew()
    const { id } = await brews({ responsible: ['integrity-office'] })
    const officer = await actor(OFFICER)
    expect(await refused(execute(readBrewing, { brewing: id }, officer))).toBe('brewing.not-found')
    expect(await refused(execute(settle, { brewing: id }, officer))).toBe('brewing.not-found')
    expect((await execute(funnel, { period: '2025' }, officer)).total.received).toBe(0)
    const above = await actor('mo-youtian')
    expect((await execute(readBrewing, { brewing: id }, above)).data.text).toBe(told.text)
    expect((await execute(funnel, { period: '2025' }, above)).total.received).toBe(1)
  })

  it('counts in the funnel by the places that lie in a place', async () => {
    await anew()
    const { id } = await brews()
    await brews({ place: { text: '某处' } })
    await execute(settle, { brewing: id }, await actor(OFFICER))
    const { rows } = await execute(funnel, { period: '2025-06' }, await actor(OFFICER))
    expect(rows.map(({ place, received, settled }) => [place, received, settled])).toEqual([
      [undefined, 1, 0],
      ['shuanghe', 1, 1],
    ])
    const inside = await execute(funnel, { period: '2025-06', place: 'shuanghe' }, await actor(OFFICER))
    expect(inside.rows.map(({ place }) => place)).toEqual(['shuanghe-shiqiao'])
    expect(await refused(execute(funnel, { period: '2025', place: 'nowhere' }, await actor(OFFICER)))).toBe(
      'brewing.place-unknown',
    )
  })
})

describe('information officers', () => {
  it('are imported like other people, and are an audience', async () => {
    const rows = [{ line: 2, cells: { 编号: 'new-one', 姓名: '丁小满', 角色: '信访情报员' } }]
    const file = { kind: 'people' as const, rows, source: 'people.csv', dryRun: false, language: 'zh-CN' as const }
    await execute(importRows, file, { kind: 'system' })
    const { audience, faults } = await execute(readAudience, { words: '角色:信息员' }, await actor(OFFICER))
    expect(faults).toEqual([])
    const codes: string[] = []
    for await (const page of audiencePages(context(), audience)) codes.push(...page.people.map(({ code }) => code))
    expect(codes.sort()).toEqual(['lei-shuangxi', 'new-one', 'tan-guihua'])
  })
})

describe('a visit', () => {
  const visited = { day: '2025-06-30', unit: 'water', announced: false, kind: 'window', findings: [{ text: '没人' }] }

  it('is seen by the office and the supervisor who went, never by the unit that was visited', async () => {
    const { id } = await execute(reportVisit, visited, await actor(SUPERVISOR))
    for (const person of [OFFICER, SUPERVISOR])
      expect((await execute(readVisit, { visit: id }, await actor(person))).data.unit).toBe('water')
    const head = await actor('shao-jihong')
    expect(await refused(execute(readVisit, { visit: id }, head))).toBe('visits.not-found')
    expect((await execute(listVisits, { limit: 8 }, head)).rows).toEqual([])
  })

  it('of a unit that nobody there may know of is planned without a word to it', async () => {
    await world.binds('water', '宋仁杰')
    const round = { title: '第三轮', units: ['water'], supervisors: [SUPERVISOR], to: '2025-07-04' }
    const before = world.heard('water').length
    await execute(plan, { ...round, announced: false }, await actor(OFFICER))
    await world.until('2025-07-05T00:00:00.000Z')
    expect(world.heard('water').length).toBe(before)
    expect((await execute(rounds, { limit: 8 }, await actor('shao-jihong'))).rows).toEqual([])
    await execute(plan, { ...round, announced: true, to: '2025-07-08' }, await actor(OFFICER))
    await world.until('2025-07-05T04:00:00.000Z')
    expect(world.heard('water').length).toBe(before + 1)
  })

  it('of the office itself goes one level up', async () => {
    const { id } = await execute(reportVisit, { ...visited, unit: 'integrity-office' }, await actor(SUPERVISOR))
    expect(await refused(execute(readVisit, { visit: id }, await actor(OFFICER)))).toBe('visits.not-found')
    expect((await execute(readVisit, { visit: id }, await actor('mo-youtian'))).decides).toBe(true)
  })
})

describe('a special campaign', () => {
  const opened = async () =>
    execute(
      open,
      { title: '工程款', goal: '清完为止', lead: 'water', supporting: ['finance', 'education'], to: '2025-09-30' },
      await actor(OFFICER),
    )

  it('shows each supporting unit its own tasks, and no unit a case that it may not see', async () => {
    const { id } = await opened()
    const { number } = await execute(
      submit,
      { text: '路灯坏了', reporter: 'nothing', against: { units: ['water'], people: [] } },
      { kind: 'citizen' },
    )
    await execute(addCases, { special: id, cases: [number] }, await actor(OFFICER))
    const lead = await actor(WATER)
    await execute(addTask, { special: id, unit: 'finance', what: '安排资金', due: '2025-07-10' }, lead)
    await execute(addTask, { special: id, unit: 'water', what: '核对名单', due: '2025-07-10' }, lead)
    const seen = await execute(readSpecial, { special: id }, lead)
    expect([seen.data.tasks.length, seen.cases]).toEqual([2, []])
    expect(
      (await execute(readSpecial, { special: id }, await actor(OFFICER))).cases.map((each) => each.number),
    ).toEqual([number])
    const finance = await personOf('finance')
    const theirs = await execute(readSpecial, { special: id }, await actor(finance))
    expect(theirs.data.tasks.map(({ what }) => what)).toEqual(['安排资金'])
    expect(theirs.places).toEqual([0])
  })

  it('tells its units nothing of a case that complains about one of them, and the office whom that is', async () => {
    const { id } = await opened()
    const against = { units: ['water'], people: [] }
    const told = { text: '收材料费不开票', reporter: 'nothing' as const, against }
    const { number } = await execute(submit, told, { kind: 'citizen' })
    const officer = await actor(OFFICER)
    await execute(addCases, { special: id, cases: [number] }, officer)
    const seen = await execute(readSpecial, { special: id }, officer)
    expect(seen.cases.map(({ concerned }) => concerned)).toEqual([['water']])
    const words = `查${number}反映的收费`
    const task = { special: id, unit: 'finance', what: words, due: '2025-07-10' }
    // The lead unit would read it.
    expect(await refused(execute(addTask, task, officer))).toBe('special.names-complaint')
    expect(await refused(execute(notify, { special: id, text: words }, officer))).toBe('special.names-complaint')
    expect(await refused(execute(close, { special: id, summary: words }, officer))).toBe('special.names-complaint')
    // Whoever may not see the case learns nothing of it from being refused.
    expect(await refused(execute(addTask, task, await actor(WATER)))).toBe('nothing refused')
    const elsewhere = await execute(
      submit,
      { ...told, against: { units: ['education'], people: [] } },
      { kind: 'citizen' },
    )
    expect(await refused(execute(addTask, { ...task, what: elsewhere.number }, officer))).toBe('nothing refused')
  })

  it('is closed to units that take no part in it, and tasks to other units', async () => {
    const { id } = await opened()
    const outsider = await actor('tao-youtian')
    expect(await refused(execute(readSpecial, { special: id }, outsider))).toBe('special.not-found')
    await execute(addTask, { special: id, unit: 'water', what: '核对名单', due: '2025-07-10' }, await actor(OFFICER))
    const finance = await actor(await personOf('finance'))
    expect(await refused(execute(doTask, { special: id, task: 0, words: '办完了' }, finance))).toBe('not-allowed')
    expect(await refused(execute(reportFigure, { special: id, unit: 'water', what: 'found', value: 1 }, finance))).toBe(
      'not-allowed',
    )
    expect(await refused(execute(doTask, { special: id, task: 7, words: '办完了' }, finance))).toBe(
      'special.task-unknown',
    )
  })
})

/** Who receives for a unit. */
const personOf = async (unit: string): Promise<string> => (await organisation(context())).reception(unit)[0]?.code ?? ''
