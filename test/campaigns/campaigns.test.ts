import { beforeEach, describe, expect, it } from 'vitest'
import type { Audience } from '../../core/audiences/audience.ts'
import { preview } from '../../core/audiences/index.ts'
import { type GivenKind, Kind } from '../../core/campaigns/campaign.ts'
import {
  cancel,
  coverage,
  open,
  peopleOf,
  remind,
  retry,
  settle,
  totals,
  waitingForMe,
} from '../../core/campaigns/index.ts'
import { correct } from '../../core/campaigns/steer.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { Refusal } from '../../core/kernel/errors.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { RecordType } from '../../core/kernel/record.ts'
import { hold } from '../../core/people/holding.ts'
import { importRows, personActor } from '../../core/people/index.ts'
import { leave } from '../../core/people/leave.ts'
import { touch } from '../../core/people/revision.ts'
import { HOUR, later, MINUTE } from '../../core/ports/clock.ts'
import { ADMINISTRATOR } from '../people/town-hall.ts'
import { World } from '../support/world.ts'

const KIND: GivenKind = {
  name: 'example',
  opens: 'who',
  asks: true,
  invite: {
    say: 'campaign.message',
    params: { text: '{{姓名}}({{单位}}),请看' },
    buttons: [{ say: 'form.agree', args: 'yes' }],
  },
  remind: { say: 'campaign.message', params: { text: '{{name}},还没看' } },
}

let world: World
beforeEach(async () => {
  world = await World.open()
})

const execute: World['program']['application']['execute'] = (...args) => world.program.application.execute(...args)
const reader = () => ({
  read: <T>(type: RecordType<T>) => readerOf(world.program.outside.store, type),
  content: world.program.outside.content,
  now: world.clock.now(),
})
const officer = async () => {
  const actor = await personActor(reader(), 'bao-yuzhen')
  if (actor === undefined) throw new Error('the officer has left')
  return actor
}

const TOWNSHIPS: Audience = { any: [[{ term: 'level', value: 'township' }]], none: [] }

const opens = async (more: Partial<Parameters<typeof open.run>[1]> = {}, id = 'n-test') => {
  await execute(
    open,
    { id, kind: KIND, subject: 's', title: '一件事', audience: TOWNSHIPS, by: 'test', ...more },
    SYSTEM,
    `open ${id}`,
  )
  return id
}
/** Until everybody has been asked: each page wishes for the next one a moment later. */
const settled = async () => {
  for (let page = 0; page < 4; page++) await world.until(later(world.clock.now(), 1_000))
}
const deliveriesOf = async (campaign: string) =>
  (await execute(peopleOf, { campaign, limit: 500 }, await officer())).rows.map(({ delivery }) => delivery)
const totalsOf = async (campaign: string) => execute(totals, { campaign }, await officer())

const refused = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a campaign', () => {
  it('asks everybody of its audience once, page by page', async () => {
    const campaign = await opens()
    expect((await totalsOf(campaign)).people).toBeLessThanOrEqual(25)
    await settled()
    const { count } = await execute(preview, { audience: TOWNSHIPS }, await officer())
    const after = await totalsOf(campaign)
    expect(count).toBeGreaterThan(25)
    expect(after).toMatchObject({ planned: true, people: count, answered: 0, answers: { waiting: count } })
    expect(after.deliveries).toEqual({ unreachable: count })
  })

  it('is opened once, however often it is asked for, and has a number of its own', async () => {
    const first = await opens()
    await opens()
    await settled()
    const second = await opens({}, 'n-other')
    expect([(await totalsOf(first)).number, (await totalsOf(second)).number]).toEqual([1, 2])
    expect((await totalsOf('2')).campaign).toBe(second)
  })

  it('says to each what its variables mean for them, with a button that leads to its command', async () => {
    await world.binds('chat', '骆树清')
    const campaign = await opens()
    await settled()
    const message = world.heard('chat').at(-1)
    expect(message?.text).toBe('骆树清(柳溪镇人民政府),请看')
    expect(message?.choices?.map(({ token }) => token)).toEqual([`who ${campaign} yes`])
  })

  it('says of members of contact points the stratum that they were chosen from', async () => {
    const { person: code = '', name } =
      (await execute(preview, { audience: '层面:农民' }, await officer())).first[0] ?? {}
    await world.binds('member', code)
    const invite = { ...KIND.invite, params: { text: '{{层面}}{{姓名}}{{单位}}' } }
    await opens({
      kind: Kind.parse({ ...KIND, invite }),
      audience: { any: [[{ term: 'person', value: code }]], none: [] },
    })
    await settled()
    expect(world.heard('member').at(-1)?.text).toBe(`农民${name}`)
  })

  it('counts who has answered, of all and by unit', async () => {
    const campaign = await opens()
    await settled()
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'confirmed' }, SYSTEM)
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'confirmed' }, SYSTEM)
    expect(await totalsOf(campaign)).toMatchObject({ answered: 1, answers: { confirmed: 1 } })
    const { rows } = await execute(coverage, { campaign, by: 'unit' }, await officer())
    const town = rows.find(({ key }) => key === 'liuxi-town')
    expect(town).toMatchObject({ name: '柳溪镇人民政府', answered: 1, answers: { confirmed: 1 } })
    expect(rows.reduce((sum, { people }) => sum + people, 0)).toBe((await totalsOf(campaign)).people)
    const days = await execute(coverage, { campaign, by: 'day' }, await officer())
    expect(days.rows).toMatchObject([{ key: '2025-06-30', answered: 1 }])
    const { rows: people } = await execute(peopleOf, { campaign, state: 'confirmed' }, await officer())
    expect(people).toMatchObject([
      { person: 'luo-shuqing', state: 'confirmed', delivery: 'unreachable', reason: 'no-account' },
    ])
  })

  it('reminds those who have not answered, once a press', async () => {
    await world.binds('answers', '骆树清')
    await world.binds('waits', '尹建国')
    const campaign = await opens({
      audience: {
        any: [['luo-shuqing'], ['yin-jianguo']].map(([value = '']) => [{ term: 'person', value }]),
        none: [],
      },
    })
    await settled()
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'confirmed' }, SYSTEM)
    await execute(remind, { campaign }, await officer())
    expect(await refused(execute(remind, { campaign }, await officer()))).toBe('campaign.just-did')
    await settled()
    expect(world.heard('waits').at(-1)?.text).toBe('尹建国,还没看')
    expect(world.heard('answers').at(-1)?.text).toContain('请看')
  })

  it('reminds nobody of what they have not been sent yet', async () => {
    await world.binds('waits', '尹建国')
    const campaign = await opens({ spread: 4 })
    await settled()
    const isOut = () => world.heard('waits').some(({ text }) => text.includes('请看'))
    expect(isOut()).toBe(false)
    await execute(remind, { campaign }, await officer())
    await settled()
    expect(world.heard('waits').some(({ text }) => text.includes('还没看'))).toBe(false)
    await world.until(later(world.clock.now(), 5 * 60 * MINUTE))
    expect(isOut()).toBe(true)
  })

  it('reminds by itself so many working days before it closes, and closes', async () => {
    await world.binds('waits', '尹建国')
    const audience: Audience = { any: [[{ term: 'person', value: 'yin-jianguo' }]], none: [] }
    // 2025-07-07 is a Monday: two working days before it is Thursday, the 3rd.
    const campaign = await opens({ audience, closesAt: '2025-07-07T09:30:00.000Z', reminders: [2, 30] })
    await world.until('2025-07-02T23:59:00.000Z')
    expect(world.heard('waits').filter(({ text }) => text.includes('还没看'))).toHaveLength(0)
    await world.until('2025-07-03T03:00:00.000Z')
    expect(world.heard('waits').filter(({ text }) => text.includes('还没看'))).toHaveLength(1)
    await world.until('2025-07-08T00:00:00.000Z')
    expect((await totalsOf(campaign)).state).toBe('closed')
    expect(await refused(execute(settle, { campaign, person: 'yin-jianguo', state: 'done' }, SYSTEM))).toBe(
      'campaign.closed',
    )
  })

  it('sends again what failed, and nothing else', async () => {
    await world.binds('has it', '骆树清')
    const campaign = await opens()
    await settled()
    await world.binds('comes later', '尹建国')
    const before = world.heard('has it').length
    await execute(retry, { campaign }, await officer())
    await settled()
    expect(world.heard('comes later').at(-1)?.text).toContain('尹建国')
    expect(world.heard('has it')).toHaveLength(before)
    const { people, deliveries } = await totalsOf(campaign)
    expect(deliveries).toEqual({ sent: 2, unreachable: people - 2 })
  })

  it('says what was put right meanwhile at once as it is right where it comes for the first time', async () => {
    await world.binds('has it', '骆树清')
    const campaign = await opens()
    await settled()
    const words = (text: string) => ({ say: 'campaign.message', params: { text } })
    await execute(correct, { campaign, invite: words('周三'), remind: words('还没看') }, SYSTEM, 'correct')
    await settled()
    expect(world.heard('has it').at(-1)?.text).toContain('更正')
    await world.binds('comes later', '尹建国')
    const before = world.heard('comes later').length
    await execute(retry, { campaign }, await officer())
    await settled()
    const heard = world.heard('comes later').slice(before)
    expect(heard.map(({ text }) => text)).toEqual(['周三'])
  })

  it('takes back what has not left when it is cancelled, and wants no answer any more', async () => {
    await world.binds('hears nothing', '骆树清')
    const campaign = await opens({ spread: 4 })
    await settled()
    const heard = world.heard('hears nothing').length
    await execute(cancel, { campaign }, await officer())
    await world.until(later(world.clock.now(), 300 * MINUTE))
    expect(world.heard('hears nothing')).toHaveLength(heard)
    const after = await totalsOf(campaign)
    expect(after.state).toBe('cancelled')
    expect(after.deliveries.unreachable ?? 0).toBeLessThan(after.people / 4)
    expect(after.deliveries.cancelled).toBeGreaterThan(after.people / 2)
    expect(await deliveriesOf(campaign)).not.toContain('planned')
    const late = execute(settle, { campaign, person: 'luo-shuqing', state: 'done' }, SYSTEM)
    expect(await refused(late)).toBe('campaign.cancelled')
  })

  it('opens later, and is for whoever belongs to it then', async () => {
    const campaign = await opens({ opensAt: '2025-07-01T01:00:00.000Z' })
    await settled()
    expect((await totalsOf(campaign)).people).toBe(0)
    await world.until('2025-07-01T01:10:00.000Z')
    await settled()
    expect((await totalsOf(campaign)).people).toBeGreaterThan(25)
  })

  it('spreads its messages over hours', async () => {
    const campaign = await opens({ spread: 4 })
    await settled()
    const early = await totalsOf(campaign)
    expect(early.people).toBeGreaterThan(25)
    expect(early.deliveries.unreachable ?? 0).toBeLessThan(early.people / 4)
    await world.until(later(world.clock.now(), 2 * 60 * MINUTE))
    const half = (await totalsOf(campaign)).deliveries.unreachable ?? 0
    expect(half).toBeGreaterThan(early.people / 5)
    expect(half).toBeLessThan((early.people * 4) / 5)
    expect((await totalsOf(campaign)).deliveries.planned).toBe(early.people - half)
    await world.until(later(world.clock.now(), 3 * 60 * MINUTE))
    expect((await totalsOf(campaign)).deliveries).toEqual({ unreachable: early.people })
  })

  it('keeps its audience while it sends: whoever joins meanwhile hears nothing, and whoever leaves need not answer', async () => {
    await world.binds('chat of zhu', '朱思源')
    const campaign = await opens({ spread: 4 })
    await settled()
    const peopleNow = async () => (await execute(peopleOf, { campaign, limit: 500 }, await officer())).rows
    const asked = await peopleNow()
    const [leaver] = asked.filter(({ delivery }) => delivery === 'planned')
    await execute(leave, { person: leaver?.person ?? '' }, SYSTEM)
    await execute(hold, { person: 'zhu-siyuan', post: 'liuxi-town-deputy', at: world.clock.now() }, SYSTEM)
    await execute(touch, { because: 'a post changed hands' }, SYSTEM)
    expect((await execute(preview, { audience: TOWNSHIPS }, await officer())).channels).toEqual({ test: 1 })
    await world.until(later(world.clock.now(), 5 * 60 * MINUTE))
    const after = await peopleNow()
    expect(after.map(({ person }) => person)).toEqual(asked.map(({ person }) => person))
    expect(world.heard('chat of zhu').filter(({ text }) => text.endsWith('请看'))).toEqual([])
    expect(after.filter(({ state }) => state === 'left')).toMatchObject([
      { person: leaver?.person, delivery: 'cancelled' },
    ])
  })

  it('neither counts nor reminds whoever has left, from that moment on; back again, they may answer', async () => {
    await world.binds('chat', '骆树清')
    const campaign = await opens()
    await settled()
    const before = (await totalsOf(campaign)).people
    await execute(leave, { person: 'luo-shuqing' }, SYSTEM)
    expect(await totalsOf(campaign)).toMatchObject({ people: before - 1, answered: 0, answers: { left: 1 } })
    const { rows } = await execute(coverage, { campaign, by: 'unit' }, await officer())
    expect(rows.reduce((sum, { people }) => sum + people, 0)).toBe(before - 1)
    await execute(remind, { campaign }, await officer(), 'remind')
    await settled()
    const { answers, people } = await totalsOf(campaign)
    expect(answers).toEqual({ waiting: people, left: 1 })
    expect(world.heard('chat').at(-1)?.text).not.toContain('还没看')
    const back = [{ line: 2, cells: { code: 'luo-shuqing', name: '骆树清', posts: 'liuxi-town-head', state: '在职' } }]
    await execute(importRows, { kind: 'people', source: 'test', rows: back }, ADMINISTRATOR)
    const luo = { kind: 'person', person: 'luo-shuqing', roles: [], units: [] } as const
    expect((await execute(waitingForMe, { limit: 5 }, luo)).rows).toMatchObject([{ campaign }])
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'confirmed' }, SYSTEM)
    expect(await totalsOf(campaign)).toMatchObject({ people: before, answers: { confirmed: 1, waiting: before - 1 } })
  })

  it('counts what is still to leave right, whoever leaves the office meanwhile', async () => {
    const campaign = await opens({ spread: 10 })
    await settled()
    await world.until(later(world.clock.now(), 3 * HOUR))
    const planned = async () => (await totalsOf(campaign)).deliveries.planned
    const { rows } = await execute(peopleOf, { campaign, limit: 500 }, await officer())
    const [sent, unsent] = [
      rows.filter((row) => row.delivery !== 'planned'),
      rows.filter((row) => row.delivery === 'planned'),
    ]
    expect([sent.length, unsent.length].every((count) => count > 2)).toBe(true)
    expect(await planned()).toBe(unsent.length)
    await execute(leave, { person: sent[0]?.person ?? '' }, SYSTEM)
    expect(await planned()).toBe(unsent.length)
    await execute(leave, { person: unsent[0]?.person ?? '' }, SYSTEM)
    expect(await planned()).toBe(unsent.length - 1)
  })

  it('is part of later audiences: whoever has not answered it', async () => {
    const campaign = await opens()
    await settled()
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'confirmed' }, SYSTEM)
    const all = (await totalsOf(campaign)).people
    expect((await execute(preview, { audience: '未答复:1' }, await officer())).count).toBe(all - 1)
    expect((await execute(preview, { audience: 'answered:1' }, await officer())).count).toBe(1)
    expect(await refused(execute(preview, { audience: '未答复:9' }, await officer()))).toBe('audience.value')
  })

  it('refuses a deadline in the past, a variable that nothing fills, and an answer of somebody who was not asked', async () => {
    expect(await refused(opens({ closesAt: '2025-06-01T00:00:00.000Z' }))).toBe('campaign.deadline-over')
    const odd = { ...KIND, invite: { ...KIND.invite, params: { text: '{{身份证}}{{姓名}}{{电话}}' } } }
    await expect(opens({ kind: Kind.parse(odd) })).rejects.toMatchObject({
      code: 'campaign.unknown-variable',
      params: { variables: '{{身份证}}、{{电话}}' },
    })
    // The last would get it when it is over.
    const tight = { closesAt: later(world.clock.now(), 3 * 60 * MINUTE), spread: 4 }
    expect(await refused(opens(tight))).toBe('campaign.closes-while-sending')
    const campaign = await opens()
    await settled()
    expect(await refused(execute(settle, { campaign, person: 'zhu-siyuan', state: 'done' }, SYSTEM))).toBe(
      'campaign.not-asked',
    )
  })

  it('shows each person what waits for them', async () => {
    const campaign = await opens()
    await settled()
    const luo = await personActor(reader(), 'luo-shuqing')
    if (luo === undefined) throw new Error('nobody')
    expect((await execute(waitingForMe, {}, luo)).rows).toMatchObject([
      { campaign, kind: 'example', token: `who ${campaign}` },
    ])
    await execute(settle, { campaign, person: 'luo-shuqing', state: 'done' }, SYSTEM)
    expect((await execute(waitingForMe, {}, luo)).rows).toEqual([])
  })
})
