import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { Case } from '../feedback/case.ts'
import { OVER } from '../feedback/lifecycle.ts'
import { submit } from '../feedback/submit.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { readerOf } from '../kernel/reader.ts'
import { Reporter, reporterId } from '../reporters/reporter.ts'
import { removals } from './announce.ts'
import { isStill, RetentionRules, wanted } from './content.ts'

describe('what is kept of cases', () => {
  let world: World
  const ids: string[] = []
  const at = async (day: string) => {
    world.clock.set(`${day}T01:00:00.000Z`)
    while ((await world.program.tick()) > 0);
  }
  const look = async (day: string, until: string) => {
    await at(day)
    await world.program.application.byName('retention.look', {}, SYSTEM)
    await at(until)
    await at(until.replace(/-05$/, '-06'))
  }
  const read = async (id: string) => {
    const { store } = world.program.outside
    return {
      case: (await readerOf(store, Case).get(id))?.data,
      reporter: (await readerOf(store, Reporter).get(reporterId(id)))?.data,
    }
  }

  beforeAll(async () => {
    world = await World.open()
    for (const text of ['路灯坏了', '井盖丢了']) {
      const chat = { key: `k${text}`, sealed: world.program.outside.seal.seal('1', 'b'), bond: 'b' }
      const told = { text, reporter: 'named' as const, name: '某人', phone: '1', channel: 'test', chat }
      const { id } = await world.program.application.execute(submit, submit.input.parse(told), { kind: 'citizen' })
      ids.push(id)
    }
    await at('2025-07-01')
    await world.program.application.byName('feedback.refuse', { case: ids[0], reason: '不归我们管，请找城管' }, SYSTEM)
    await at('2025-07-02')
  })

  test('loses who reported it first, and the rest years later; an open case is never touched', async () => {
    const [over = '', open = ''] = ids
    await look('2027-08-01', '2027-09-05')
    expect((await read(over)).case).toMatchObject({ state: 'refused', reporter: 'nothing', text: '路灯坏了' })
    expect((await read(over)).reporter).toMatchObject({ mode: 'nothing', code: expect.any(String) })
    expect((await read(over)).reporter).not.toHaveProperty('identity')
    expect((await read(over)).reporter).not.toHaveProperty('chat')
    expect((await read(open)).reporter).toMatchObject({ mode: 'named', identity: expect.any(String) })
    await look('2035-08-01', '2035-11-05')
    expect(await read(over)).toEqual({ case: undefined, reporter: undefined })
    expect(await read(open)).toMatchObject({ case: { state: 'received' }, reporter: { mode: 'named' } })
    const { removals: done } = await world.program.application.execute(removals, {}, SYSTEM)
    // Whoever asks for it by its number or an old button hears what became of it; what is not there never was.
    await world.binds('officer', '包玉珍')
    const digest = done.find(({ data }) => data.kind === 'cases')?.data.certificate?.digest.slice(0, 12)
    for (const asked of ['/show AH-2025-000001', '2025-1', `/show ${over}`]) {
      const [said] = await world.says('officer', asked)
      expect(said?.text).toContain(`AH-2025-000001保存到期，2035-11-`)
      expect(said?.text).toContain(`凭证${digest}`)
    }
    expect((await world.says('officer', '/show AH-2025-000009'))[0]?.text).toContain('没有找到这一件')
    const ofCases = done.filter(({ data }) => data.record === 'case')
    expect(ofCases.map(({ data }) => [data.kind, data.state, data.certificate?.count])).toEqual([
      ['cases', 'done', 1],
      ['reporters', 'done', 1],
    ])
  })

  test('is asked for by rules that no open case fits, and none that something happened to lately', () => {
    const rules = world.program.outside.content.only(RetentionRules).kinds.filter(({ record }) => record === 'case')
    expect(rules.length).toBeGreaterThan(0)
    for (const rule of rules) {
      expect(wanted(rule, '2035')['data.state']).toEqual({ in: [...OVER] })
      const history = [{ version: 1, at: '2030-01-01T00:00:00.000Z', by: 'system', did: 'x', key: 'k' }]
      const days = fc.integer({ min: 0, max: 2 * rule.stillDays })
      fc.assert(
        fc.property(days, (passed) => {
          const now = new Date(Date.parse('2030-01-01T00:00:00.000Z') + passed * 86_400_000).toISOString()
          expect(isStill(rule, { id: 'c', version: 1, data: {}, history }, now)).toBe(passed >= rule.stillDays)
        }),
      )
    }
  })
})
