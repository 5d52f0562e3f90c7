import { describe, expect, it } from 'vitest'
import { World } from '../../test/support/world.ts'
import { totals } from '../campaigns/totals.ts'
import { queue } from '../feedback/lists.ts'
import { submit } from '../feedback/submit.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Operation } from '../kernel/operation.ts'
import { answerMember, settleMember } from './answer.ts'
import { collect, FEEDBACK_FORM } from './collect.ts'
import { results } from './results.ts'

const world = async () => {
  const opened = await World.open()
  const run = <I, O>(operation: Operation<I, O>, input: I): Promise<O> =>
    opened.program.application.execute(operation, input, SYSTEM)
  return { opened, run }
}

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
    const { answered, questions } = await run(results, { campaign, language: 'zh-CN' as const })
    expect(answered).toBe(1)
    expect(questions.find(({ field }) => field === 'attitude')?.counts[0]).toEqual({
      ...{ value: 'good', label: '好', count: 1 },
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
    await opened.says('m', '石桥村的水渠没人管')
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
    await fill('m', '石桥村的水渠没人管')
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
