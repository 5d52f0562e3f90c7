import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { collect } from '../../core/network/collect.ts'
import { World } from '../support/world.ts'

const Shown = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
  figures: z.object({ rows: z.array(z.array(z.union([z.string(), z.number()]))) }),
})
const officer = {
  kind: 'person' as const,
  person: 'bao-yuzhen',
  roles: ['officer' as const],
  units: ['integrity-office'],
}
const grades = { openness: 'fair', conduct: 'good', service: 'good' }

describe('the ledger of contact points', () => {
  let world: World
  const as = (person: string) => ({ kind: 'person' as const, person, roles: ['contact-point' as const], units: [] })
  const answer = (person: string, campaign: string | undefined, text: string) =>
    world.program.application.byName(
      'network.answer',
      {
        ...(campaign === undefined ? {} : { campaign }),
        answers: { ...grades, ...(text === '' ? { kind: 'none' } : { kind: 'other', text }) },
      },
      as(person),
    ) as Promise<{ id: string }>
  const show = async (period: string, more = {}) =>
    Shown.parse(
      await world.program.application.byName('ledgers.show', { ledger: 'contact-points', period, ...more }, officer),
    )
  let campaign = ''

  beforeAll(async () => {
    world = await World.open({ today: '2025-06-20T01:00:00.000Z' })
    // Before the round: from then on it would count as the answer to it.
    await answer('bi-xiulan', undefined, '北门社区晚上没有路灯')
    campaign = (
      await world.program.application.execute(
        collect,
        collect.input.parse({ title: '二季度反馈', audience: '联系点成员', closesAt: '2025-07-10T09:00:00.000Z' }),
        officer,
      )
    ).campaign
    await world.until('2025-06-21T01:00:00.000Z')
    const { id } = await answer('niu-decheng', campaign, '石桥村的水渠三个月没人管')
    await world.until('2025-06-22T01:00:00.000Z')
    await world.program.application.byName('network.becomeSuggestion', { answer: id }, officer)
    await world.until('2025-06-23T01:00:00.000Z')
  })

  it('counts forms that were handed out and came back, by stratum and place, and what became of them', async () => {
    const { rows, figures } = await show('2025-Q2')
    expect(rows).toEqual([
      [1, '二季度反馈', '2025-06-20', '农民', 1, 1, '100%', 0, 1, 0, 0, 1, 0, 0, 0],
      [1, '二季度反馈', '2025-06-20', '社区居民', 1, 0, '0%', 0, 0, 0, 0, 0, 0, 0, 0],
      [1, '二季度反馈', '2025-06-20', '个体工商户', 1, 0, '0%', 0, 0, 0, 0, 0, 0, 0, 0],
      ['', '没发表、自己反映的', '', '社区居民', 0, 0, '', 1, 1, 0, 0, 0, 0, 0, 1],
    ])
    expect(figures.rows.at(-2)?.slice(0, 5)).toEqual(['本期', 3, 1, '33%', 1])
    expect(figures.rows.at(-1)?.slice(0, 5)).toEqual(['上期', 0, 0, '', 0])
  })

  it('tells of a past quarter the same whatever has happened since', async () => {
    await world.until('2025-07-02T01:00:00.000Z')
    const before = await show('2025-Q2')
    await answer('bi-xiulan', campaign, '')
    const [waiting] = (
      (await world.program.application.byName('network.told', {}, officer)) as { rows: { id: string }[] }
    ).rows
    await world.program.application.byName('network.note', { answer: waiting?.id }, officer)
    await world.until('2025-07-03T01:00:00.000Z')
    expect(await show('2025-Q2')).toEqual(before)
    expect((await show('2025-Q3')).rows).toEqual([])
  })

  it('is for the office alone', async () => {
    const head = { kind: 'person' as const, person: 'tao-youtian', roles: [], units: ['shuanghe-town'] }
    await expect(
      world.program.application.byName('ledgers.show', { ledger: 'contact-points', period: '2025' }, head),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
