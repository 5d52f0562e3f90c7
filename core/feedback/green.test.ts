import { describe, expect, it } from 'vitest'
import { World } from '../../test/support/world.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { importRows } from '../people/index.ts'
import { queue } from './lists.ts'
import { submit } from './submit.ts'

const MEMBER: Actor = { kind: 'citizen', chat: 'somebody', isMember: true }

const withMembers = async (count: number, place: string): Promise<World> => {
  const world = await World.open()
  const rows = Array.from({ length: count }, (_, n) => ({
    line: n + 2,
    cells: { code: `member-${n}`, name: `成员${n}`, roles: 'contact-point', stratum: 'farmer', place },
  }))
  await world.program.application.execute(importRows, { kind: 'people', rows, source: 'members.csv' }, SYSTEM)
  while ((await world.program.tick()) > 0);
  return world
}

const reports = (world: World, reporter: 'named' | 'notices' | 'nothing', actor: Actor = MEMBER, more = {}) =>
  world.program.application.execute(
    submit,
    {
      ...{ text: '路灯坏了三个月', channel: 'test', reporter, place: { text: '石桥村', code: 'shuanghe-shiqiao' } },
      ...more,
    },
    actor,
  )

describe('the green channel', () => {
  it('is for members alone, whatever somebody says of themselves', async () => {
    const world = await withMembers(30, 'shuanghe-shiqiao')
    expect(await reports(world, 'named', { kind: 'citizen', chat: 'x' }, { green: true })).toMatchObject({
      green: false,
    })
    expect(await reports(world, 'named')).toMatchObject({ green: true })
  })

  it('marks what was told without a name only among many members around there, and never where nothing is kept', async () => {
    const many = await withMembers(30, 'shuanghe-shiqiao')
    expect(await reports(many, 'notices')).toMatchObject({ green: true })
    expect(await reports(many, 'nothing')).toMatchObject({ green: false })
    const few = await withMembers(30, 'wenchang-beimen')
    expect(await reports(few, 'notices')).toMatchObject({ green: false })
    // No place was told: it may be of anybody in the county.
    expect(await reports(few, 'notices', MEMBER, { place: undefined })).toMatchObject({ green: true })
  })

  it('is told to the office, and to no unit that handles the case', async () => {
    const world = await withMembers(1, 'shuanghe-shiqiao')
    const { id } = await reports(world, 'named')
    const office = await world.program.application.execute(queue, {}, SYSTEM)
    expect(office.rows).toMatchObject([{ id, green: true }])
    await world.program.application.byName('feedback.dispatch', { case: id, lead: 'housing' }, SYSTEM)
    const handler: Actor = { kind: 'person', person: 'tao-youtian', roles: ['handler'], units: ['housing'] }
    const unit = await world.program.application.execute(queue, {}, handler)
    expect(unit.rows).toMatchObject([{ id, green: false }])
    const read = await world.program.application.byName('feedback.read', { case: id }, handler)
    expect(JSON.stringify(read)).not.toContain('green')
  })
})
