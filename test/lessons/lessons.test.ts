import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readContentFolder } from '../../adapters/files/index.ts'
import { waitingForMe } from '../../core/campaigns/index.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { ask, look } from '../../core/lessons/ask.ts'
import { Course } from '../../core/lessons/course.ts'
import { read, respond, start } from '../../core/lessons/learn.ts'
import { lessonsOf } from '../../core/lessons/lesson.ts'
import { certificate } from '../../core/lessons/queries.ts'
import { draft, publish } from '../../core/lessons/texts/book.ts'
import { importRows, personActor } from '../../core/people/index.ts'
import { later } from '../../core/ports/clock.ts'
import { checkedContent } from '../../core/program.ts'
import { ADMINISTRATOR } from '../people/town-hall.ts'
import { FACES, World } from '../support/world.ts'

const Cells = z.array(z.array(z.union([z.string(), z.number()])))
const LedgerShown = z.object({ rows: Cells, figures: z.object({ rows: Cells }) })

let world: World
beforeEach(async () => {
  world = await World.open()
})

const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const actor = async (person: string) => {
  const reading = <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type)
  const context = { read: reading, content: world.program.outside.content, now: world.clock.now() }
  const found = await personActor(context, person)
  if (found === undefined) throw new Error(`${person} has left`)
  return found
}
const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const pages = async (): Promise<void> => {
  for (let page = 0; page < 3; page++) await world.until(later(world.clock.now(), 1_000))
}
const gives = async (lesson: string, audience = '骆树清'): Promise<string> => {
  const input = { lesson, audience, closesAt: '2025-07-07T09:30:00.000Z' }
  const { campaign } = await execute(ask, input, await actor('bao-yuzhen'))
  await pages()
  return campaign
}

describe('a lesson', () => {
  it('is read before it is answered, and each question counts once, also from two platforms at once', async () => {
    const campaign = await gives('banquets')
    const luo = await actor('luo-shuqing')
    expect(await refused(execute(start, { campaign }, luo))).toBe('lessons.read-first')
    await execute(read, { campaign, part: 1 }, luo)
    await execute(start, { campaign }, luo)
    const answers = [1, 2].map((option) =>
      refused(execute(respond, { campaign, attempt: 1, question: 1, option }, luo)),
    )
    expect((await Promise.all(answers)).sort()).toEqual(['lessons.answered-already', 'nothing refused'])
    const { data } = (await readerOf(world.program.outside.store, Course).first({})) ?? {}
    expect(data?.tries[0]).toHaveLength(1)
    expect(await refused(execute(certificate, { campaign, language: 'zh-CN' }, luo))).toBe('lessons.no-certificate')
    expect(await refused(execute(read, { campaign, part: 1 }, await actor('yin-jianguo')))).toBe('campaign.not-asked')
  })

  it('has two tries and no third, and no answer after its window', async () => {
    const campaign = await gives('banquets')
    const luo = await actor('luo-shuqing')
    await execute(read, { campaign, part: 1 }, luo)
    for (const attempt of [1, 2]) {
      await execute(start, { campaign }, luo)
      for (const [n, option] of [1, 1, 2].entries())
        await execute(respond, { campaign, attempt, question: n + 1, option }, luo)
    }
    expect((await execute(start, { campaign }, luo)).ended).toMatchObject({ passed: false, right: 0 })
    const again = { campaign, attempt: 2, question: 1, option: 2 }
    expect(await refused(execute(respond, again, luo))).toBe('lessons.over')

    const other = await gives('window')
    await execute(read, { campaign: other, part: 1 }, luo)
    await execute(start, { campaign: other }, luo)
    world.clock.set('2025-07-08T01:00:00.000Z')
    expect(await refused(execute(respond, { ...again, campaign: other, attempt: 1 }, luo))).toBe('lessons.closed')
  })

  // The sample roster has 骆有田 in his post since 26 June.
  it('is due once for whoever took a post of late, by rule', async () => {
    const at = world.clock.now()
    const waits = async () => {
      const { rows } = await execute(waitingForMe, { limit: 10 }, await actor('luo-youtian'))
      return rows.map(({ title }) => title)
    }
    await execute(look, { at }, SYSTEM)
    await pages()
    expect(await waits()).toEqual(['新上岗第一课'])
    await execute(look, { at }, SYSTEM)
    await pages()
    expect(await waits()).toHaveLength(1)
  })

  it('that an officer wrote is due for those new holders of posts alone for whom it is meant, once it is in force', async () => {
    const bao = await actor('bao-yuzhen')
    const write = async (title: string, whom: string) => {
      const text = '到了一级岗位先读这一课：钱和章不归一个人管，办事留下记录。'
      const onAppointment = { within: 10, whom }
      const drafted = { kind: 'rule' as const, title, text, files: [], plan: [], pass: 0, quiz: [], onAppointment }
      return (await execute(draft, drafted, bao)).name
    }
    for (const [title, whom] of [
      ['他的课', '骆有田'],
      ['别人的课', '尹建国'],
    ] as const)
      await execute(publish, { name: await write(title, whom) }, bao)
    await write('没定稿的课', '骆有田')
    expect(await refused(write('没人的课', '火星站'))).not.toBe('nothing refused')
    await execute(look, { at: world.clock.now() }, SYSTEM)
    await pages()
    const { rows } = await execute(waitingForMe, { limit: 10 }, await actor('luo-youtian'))
    expect(rows.map(({ title }) => title).sort()).toEqual(['他的课', '新上岗第一课'])
  })

  it('is due the next morning for whoever a roster puts into a post, with or without a date', async () => {
    // The one row gives the day of the appointment, the other leaves the day of the import to be taken.
    const rows = [
      { code: 'you-siyuan', name: '尤思源', posts: '' },
      { code: 'gu-xinren', name: '谷新任', posts: 'finance-reception', since: '' },
      { code: 'chen-ruixue', name: '陈瑞雪', posts: 'finance-section', since: '2025-06-30' },
    ].map((cells, n) => ({ line: n + 2, cells }))
    const { faults } = await execute(importRows, { kind: 'people', source: 'test', rows }, ADMINISTRATOR)
    expect(faults).toEqual([])
    await world.until('2025-07-01T01:00:00.000Z')
    await pages()
    for (const person of ['gu-xinren', 'chen-ruixue']) {
      const { rows: waiting } = await execute(waitingForMe, { limit: 10 }, await actor(person))
      expect(waiting.map(({ title }) => title)).toEqual(['新上岗第一课'])
    }
    // Whoever gave the post up is given nothing.
    expect((await execute(waitingForMe, { limit: 10 }, await actor('you-siyuan'))).rows).toEqual([])
  })

  it('may be due for whoever comes from another post alone, or for whoever is new alone', async () => {
    const bao = await actor('bao-yuzhen')
    for (const [title, event] of [
      ['新任的课', 'appointment'],
      ['调岗的课', 'transfer'],
    ] as const) {
      const text = '到了岗位先读这一课：钱和章不归一个人管，办事留下记录。'
      const drafted = { kind: 'rule' as const, title, text, files: [], plan: [], pass: 0, quiz: [] }
      const { name } = await execute(draft, { ...drafted, onAppointment: { within: 10, event } }, bao)
      await execute(publish, { name }, bao)
    }
    // One moves to a post that another gives up; one is new; one takes a second post and keeps the first.
    const rows = [
      { code: 'you-siyuan', name: '尤思源', posts: 'finance-section' },
      { code: 'chen-ruixue', name: '陈瑞雪', posts: '' },
      { code: 'gu-xinren', name: '谷新任', posts: 'finance-reception' },
      { code: 'luo-shuqing', name: '骆树清', posts: 'liuxi-town-head;second-post', since: '2022-04-01' },
    ].map((cells, n) => ({ line: n + 2, cells }))
    const second = { code: 'second-post', unit: 'finance', title: '兼任岗位', rank: 'staff' }
    const imports = async (
      kind: 'posts' | 'people',
      given: readonly { line: number; cells: Record<string, string> }[],
    ) =>
      expect((await execute(importRows, { kind, source: 'test', rows: [...given] }, ADMINISTRATOR)).faults).toEqual([])
    const givenTo = async (person: string) =>
      (await execute(waitingForMe, { limit: 10 }, await actor(person))).rows.map(({ title }) => title).sort()
    await imports('posts', [{ line: 2, cells: second }])
    await imports('people', rows)
    await world.until('2025-07-01T01:00:00.000Z')
    await pages()
    expect(await givenTo('you-siyuan')).toContain('调岗的课')
    expect(await givenTo('you-siyuan')).not.toContain('新任的课')
    expect(await givenTo('gu-xinren')).toContain('新任的课')
    expect(await givenTo('gu-xinren')).not.toContain('调岗的课')
    expect(await givenTo('chen-ruixue')).toEqual([])
    expect(await givenTo('luo-shuqing')).toContain('新任的课')
    expect(await givenTo('luo-shuqing')).not.toContain('调岗的课')
  })

  it('stands in the ledger of the year, and is counted there by tier, by unit and by person', async () => {
    const campaign = await gives('banquets', '骆树清\n尹建国')
    for (const person of ['luo-shuqing', 'yin-jianguo']) {
      const who = await actor(person)
      await execute(read, { campaign, part: 1 }, who)
      for (const attempt of person === 'luo-shuqing' ? [1] : [1, 2]) {
        await execute(start, { campaign }, who)
        for (const n of [1, 2, 3]) {
          const right =
            lessonsOf(world.program.outside.content).find(({ name }) => name === 'banquets')?.quiz[n - 1]?.right ?? 1
          const option = person === 'luo-shuqing' ? right : (right % 2) + 1
          await execute(respond, { campaign, attempt, question: n, option }, who)
        }
      }
    }
    world.clock.set(later(world.clock.now(), 1_000))
    const shows = async (more: object, who: Parameters<typeof execute>[2] = SYSTEM) =>
      LedgerShown.parse(await world.program.application.byName('ledgers.show', { ledger: 'lessons', ...more }, who))
    const { rows, figures } = await shows({ period: '2025' })
    expect(rows).toEqual([
      ['骆树清', '柳溪镇人民政府', '主要负责人', '红白喜事怎么办', '2025-06-30', '3/3', '通过'],
      ['尹建国', '柳溪镇人民政府', '副职', '红白喜事怎么办', '2025-06-30', '0/3', '没通过'],
    ])
    const views = (name: string) => figures.rows.filter(([view]) => view === name).map(([, ...cells]) => cells)
    expect(views('层级')).toEqual([
      ['副职', 1, 0, 1],
      ['主要负责人', 1, 1, 0],
    ])
    expect(views('单位')).toEqual([['柳溪镇人民政府', 2, 1, 1]])
    expect(views('姓名')).toContainEqual(['尹建国', 1, 0, 1])
    expect((await shows({ period: '2024' })).rows).toEqual([])
    expect((await shows({ period: '2025', unit: 'shuanghe-town' })).rows).toEqual([])
    // The head of a town sees the town's.
    expect((await shows({ period: '2025' }, await actor('luo-shuqing'))).rows).toHaveLength(2)
  })

  it('without a right answer is found by the check, with its file and the cure', async () => {
    const files = new Map(await readContentFolder('content'))
    const path = 'lessons/banquets.yaml'
    files.set(path, (files.get(path) ?? '').replace('    right: 2\n', ''))
    const found: unknown = await Promise.resolve()
      .then(() => checkedContent(files, FACES))
      .catch((error: unknown) => error)
    expect(String(found)).toMatch(/lessons\/banquets\.yaml:\d+ .*no right answer: write under "right"/)
  })

  it('is there twelve times, each with its questions', async () => {
    const all = lessonsOf(world.program.outside.content)
    expect(all.length).toBeGreaterThanOrEqual(12)
    expect(all.every(({ quiz, pass }) => quiz.length >= 3 && pass >= 1)).toBe(true)
  })
})
