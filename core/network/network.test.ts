import { describe, expect, it } from 'vitest'
import { World } from '../../test/support/world.ts'
import { peopleOf } from '../campaigns/people-of.ts'
import { totals } from '../campaigns/totals.ts'
import type { Answers } from '../conversation/conversation.ts'
import type { Form } from '../conversation/form.ts'
import { formIn } from '../conversation/forms.ts'
import { queue } from '../feedback/lists.ts'
import { submit } from '../feedback/submit.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Stored } from '../kernel/record.ts'
import { answerMember, settleMember } from './answer.ts'
import { chosenIn } from './chosen.ts'
import { collect, FEEDBACK_FORM } from './collect.ts'
import { MemberAnswer } from './member-answer.ts'
import { results } from './results.ts'

const world = async () => {
  const opened = await World.open()
  const run = <I, O>(operation: Operation<I, O>, input: I): Promise<O> =>
    opened.program.application.execute(operation, input, SYSTEM)
  return { opened, run }
}

/** Answers to a campaign as they lie in the store: how many, of which stratum and place, and what was chosen. */
const kept = async (
  { program }: World,
  campaign: string,
  form: Form | undefined,
  ...groups: readonly (readonly [number, MemberAnswer['stratum'], string | undefined, Answers])[]
) => {
  if (form === undefined) throw new Error('there is no such form')
  const all = program.outside.store.collection<Stored<MemberAnswer>>(MemberAnswer)
  for (const [g, [count, stratum, place, answers]] of groups.entries())
    for (let n = 0; n < count; n++)
      await all.insert({
        ...{ id: `ma-${stratum}-${g}-${n}`, version: 1, history: [] },
        data: {
          ...{ owner: `o-${g}-${n}`, campaign, form: form.name, version: form.version, answers },
          ...(stratum === undefined ? {} : { stratum }),
          ...(place === undefined ? {} : { place }),
          ...{
            chosen: chosenIn(form, answers),
            at: '2025-06-30T02:00:00.000Z',
            text: '',
            kind: 'other',
            became: 'none',
          },
        },
      })
}

describe('what was chosen', () => {
  it('is looked at by stratum and township, and of nobody who could be found out', async () => {
    const { opened, run } = await world()
    await opened.binds('b', '包玉珍')
    await opened.binds('m', '毕秀兰')
    const { campaign } = await run(collect, {
      ...{ form: FEEDBACK_FORM, title: '三季度', audience: '联系点成员', closesAt: '2025-07-10T09:00:00.000Z' },
      reminders: [],
    })
    const good = { openness: 'good', conduct: 'good', service: 'good', kind: 'none' }
    const poor = { ...good, openness: 'poor' }
    const form = formIn(opened.program.outside.content, FEEDBACK_FORM)
    await kept(
      opened,
      campaign,
      form,
      [9, 'farmer', 'shuanghe-shiqiao', poor],
      [6, 'farmer', 'liuxi', good],
      [7, 'resident', 'shuanghe', good],
    )
    const heard = async (words: string) => (await opened.says('b', words)).at(-1)
    const all = await heard(`/collection ${campaign}`)
    expect(all?.text).toMatch(/政务公开（22人答）.*▇▇▇ 差 9（41%）/s)
    expect(all?.text).not.toContain('太少')
    const labels = (message: typeof all) => message?.choices?.map(({ label }) => label)
    expect(labels(all)).toEqual(expect.arrayContaining(['只看农民', '只看社区居民', '按地方看']))
    const places = await opened.presses('b', '按地方看')
    expect(labels(places.at(-1))).toEqual(['只看柳溪镇', '只看双河镇'])
    // Its villages are in it.
    expect((await opened.presses('b', '只看双河镇')).at(-1)?.text).toMatch(
      /下面只看：双河镇.*政务公开（16人答）.*差 9（56%）/s,
    )

    // Two investors are too few; the residents would be what is left beside them.
    await kept(opened, campaign, form, [2, 'investor', undefined, poor])
    const now = await heard(`/collection ${campaign}`)
    expect(now?.text).toMatch(/政务公开（24人答）.*填的人太少，不单独看/s)
    expect(labels(now)).not.toContain('只看投资企业')
    expect((await heard(`/collection ${campaign} investor`))?.text).toContain('这一部分不能单独看：它或者剩下的不到5份')
    const both = { campaign, stratum: 'farmer' as const, place: 'liuxi', language: 'zh-CN' as const }
    await expect(run(results, both)).rejects.toThrow()
  })
})

describe('a form other than the usual one', () => {
  it('is asked of members, and its answers are counted', async () => {
    const { opened, run } = await world()
    await opened.binds('m', '毕秀兰')
    const { campaign } = await run(collect, {
      ...{ form: 'service-window', title: '窗口服务', audience: '联系点成员', closesAt: '2025-07-10T09:00:00.000Z' },
      reminders: [],
    })
    await opened.until('2025-06-30T01:05:00.000Z')
    const asked = await opened.presses('m', '填反馈表')
    expect(asked.at(-1)?.text).toContain('哪个单位的窗口')
    await opened.says('m', '民政局')
    await opened.presses('m', '一次办成')
    await opened.presses('m', '好')
    const said = await opened.presses('m', '提交')
    expect(said.at(-1)?.text).toContain('收到了')
    expect(await run(results, { campaign, language: 'zh-CN' as const })).toMatchObject({ answered: 1, questions: [] })
    const form = formIn(opened.program.outside.content, 'service-window')
    const answers = { unit: 'anhe-civil', once: 'yes', attitude: 'good' }
    await kept(opened, campaign, form, [4, 'farmer', 'shuanghe', answers])
    const { answered, questions } = await run(results, { campaign, language: 'zh-CN' as const })
    expect(answered).toBe(5)
    expect(questions.find(({ field }) => field === 'attitude')?.counts[0]).toEqual({
      ...{ value: 'good', label: '好', count: 5 },
    })
  })

  it('that closes while somebody writes loses nothing of what they told, and counts whoever was in time', async () => {
    const { opened, run } = await world()
    const [late, inTime] = [await opened.binds('m', '毕秀兰'), await opened.binds('n', '牛德成')]
    const closesAt = '2025-07-10T09:00:00.000Z'
    const { campaign } = await run(collect, {
      form: FEEDBACK_FORM,
      title: '三季度',
      audience: '联系点成员',
      closesAt,
      reminders: [],
    })
    await opened.until('2025-06-30T01:05:00.000Z')
    await opened.presses('m', '填反馈表')
    for (const label of ['好', '好', '好', '反映情况']) await opened.presses('m', label)
    await opened.says('m', '双河镇石桥村的水渠没人管')
    await opened.until('2025-07-10T09:00:00.000Z')
    const said = await opened.presses('m', '提交')
    expect(said.map(({ text }) => text).join()).toMatch(/截止了，不要紧.*收到了/s)
    expect((await opened.says('m', '/my_feedback')).at(-1)?.text).toContain('水渠')
    // What was taken before the end may be counted after it.
    const settled = (person: string, takenAt: string) => run(settleMember, { campaign, person, takenAt })
    await settled(inTime, '2025-07-10T08:59:59.000Z')
    await expect(settled(late, '2025-07-10T09:00:01.000Z')).rejects.toMatchObject({ code: 'campaign.closed' })
    const { answers } = await run(totals, { campaign })
    expect([answers.done, answers.waiting]).toEqual([1, 2])
  })

  it('is answered unasked once, however often and from wherever it is told, and told again after a crash', async () => {
    const { opened, run } = await world()
    const person = await opened.binds('m', '毕秀兰')
    const { campaign } = await run(collect, {
      ...{ form: FEEDBACK_FORM, title: '三季度', audience: '联系点成员', closesAt: '2025-07-10T09:00:00.000Z' },
      reminders: [],
    })
    await opened.until('2025-06-30T01:05:00.000Z')
    const tell = (key: string) => {
      const answers = { openness: 'good', conduct: 'good', service: 'good', kind: 'none' }
      const actor = { kind: 'person' as const, person, roles: ['contact-point' as const], units: [] }
      return opened.program.application.execute(answerMember, { answers }, actor, key)
    }
    const told = await Promise.all(['a', 'b', 'c'].map(tell))
    const again = await Promise.all(['a', 'b', 'c'].map(tell))
    expect(told.map(({ round }) => round).filter((round) => round === '三季度')).toHaveLength(1)
    expect(again).toEqual(told)
    const { answers } = await run(totals, { campaign })
    const { answered } = await run(results, { campaign, language: 'zh-CN' as const })
    expect([answers.done, answered]).toEqual([1, 1])
    // The moment of an answer beside the moment of what was told would say who told it.
    const { rows } = await run(peopleOf, { campaign, state: 'done' as const, limit: 10 })
    expect(rows).toMatchObject([{ name: '毕秀兰', state: 'done' }])
    expect(rows[0]).not.toHaveProperty('answeredAt')
  })

  it('keeps what was told unasked on another platform while its form was being filled in', async () => {
    const { opened, run } = await world()
    await opened.binds('m', '毕秀兰')
    await opened.binds('w', '毕秀兰')
    const { campaign } = await run(collect, {
      ...{ form: FEEDBACK_FORM, title: '三季度', audience: '联系点成员', closesAt: '2025-07-10T09:00:00.000Z' },
      reminders: [],
    })
    await opened.until('2025-06-30T01:05:00.000Z')
    const fill = async (chat: string, text: string) => {
      for (const label of ['好', '好', '好', '反映情况']) await opened.presses(chat, label)
      await opened.says(chat, text)
    }
    await opened.says('m', `/feedback ${campaign}`)
    await fill('m', '双河镇石桥村的水渠没人管')
    await opened.says('w', '/feedback')
    await fill('w', '北门社区的路灯坏了')
    expect((await opened.presses('w', '提交')).at(-1)?.text).toContain('这一张就算您填了')
    const said = await opened.presses('m', '提交')
    expect(said.map(({ text }) => text).join()).toMatch(/两张都留着.*收到了/s)
    expect((await opened.says('m', '/my_feedback')).at(-1)?.text).toMatch(/路灯.*水渠|水渠.*路灯/s)
    expect(await run(results, { campaign, language: 'zh-CN' as const })).toMatchObject({ answered: 1 })
  })

  it('can be filled in for its own campaign alone', async () => {
    const { opened } = await world()
    await opened.binds('m', '毕秀兰')
    const said = await opened.says('m', '/feedback_form rating')
    expect(said.map(({ text }) => text).join()).toContain('没有这张表')
  })
})

describe('the queue', () => {
  const report = (text: string, kind: 'complaint' | 'help', green = false) => ({
    ...{ text, kind, green, attachments: [], against: { units: [], people: [] } },
    ...{ reporter: 'nothing' as const, language: 'zh-CN' as const, channel: 'api' },
  })

  it('has the green channel and requests for help first, each part the oldest first, on every page', async () => {
    const { opened, run } = await world()
    const texts = ['甲路灯坏了', '乙路灯坏了', '丙要低保', '丁路灯坏了', '戊路灯坏了']
    const kinds = ['complaint', 'complaint', 'help', 'complaint', 'complaint'] as const
    for (const [n, text] of texts.entries()) {
      opened.clock.set(`2025-06-30T01:0${n}:00.000Z`)
      await run(submit, report(text, kinds[n] ?? 'help', n === 3))
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await run(queue, { limit: 1, ...(after === undefined ? {} : { after }) })
      seen.push(...page.rows.map(({ text }) => text.slice(0, 1)))
      after = page.next
    } while (after !== undefined)
    expect(seen).toEqual(['丙', '丁', '甲', '乙', '戊'])
    await expect(run(queue, { limit: 1, after: 'no such page' })).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
