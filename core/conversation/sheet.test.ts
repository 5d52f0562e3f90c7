import { beforeEach, describe, expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Written } from './sheet.ts'

const CHAT = 'officer-chat'
const HELD: Written = {
  kind: 'reception',
  leader: '蒋宗保',
  day: '2025-06-30',
  place: '便民大厅',
  people: '１２',
  summary: '说的多是路灯',
  cases: '',
}

/** A form that is offered whole, and handed in at once. */
describe('a sheet', () => {
  let world: World
  beforeEach(async () => {
    world = await World.open()
    await world.binds(CHAT, '包玉珍')
  })

  const at = { channel: 'test', address: CHAT }
  const offered = async (said: string) =>
    (await world.program.application.execute(world.program.talking.sheet, { ...at, said }, SYSTEM)).sheet
  const check = (run: string, written: Written) =>
    world.program.application.execute(
      world.program.talking.checkSheet,
      { ...at, run, written: { ...written } as Record<string, string | string[]> },
      SYSTEM,
    )
  const begun = async () => {
    await world.says(CHAT, '/reception')
    const sheet = await offered('/reception')
    if (sheet === undefined) throw new Error('no sheet is offered')
    return sheet
  }
  const words = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text).join('\n')

  test('holds every question of the form that was just begun, without words about buttons', async () => {
    const { fields, title } = await begun()
    expect(title).toBe('接访下访登记')
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(HELD))
    expect(fields.at(-1)).toMatchObject({ required: false, max: 300 })
    expect(fields.at(-1)?.ask).toContain('几个之间用顿号隔开')
    expect(fields.at(-1)?.ask).not.toContain('跳过')
  })

  test('is offered when a form begins or is taken up again, not in the middle of it', async () => {
    await begun()
    await world.presses(CHAT, '接访')
    expect(await offered('=x:kind:reception')).toBeUndefined()
    await world.does(CHAT, { kind: 'press', token: 'continue' })
    expect((await offered('continue'))?.fields).toHaveLength(6)
  })

  test('is judged by the same rules as answers in chat, and judging changes nothing', async () => {
    const { run } = await begun()
    const { faults } = await check(run, {
      ...HELD,
      kind: 'dance',
      leader: '没有这个人',
      day: '某天',
      place: ' ',
      people: '3.5',
    })
    expect(Object.keys(faults)).toEqual(['kind', 'leader', 'day', 'place', 'people'])
    expect(faults.people).toBe('这里要写整数，请再写一次。')
    expect(await check(run, HELD)).toEqual({ faults: {} })
    expect((await offered('continue'))?.fields).toHaveLength(7)
  })

  test('handed in leads to the summary; handed in again it is over', async () => {
    const { run } = await begun()
    const heard = await world.does(CHAT, { kind: 'sheet', run, written: HELD }, 'same')
    expect(words(heard)).toContain('蒋宗保')
    expect(heard.at(-1)?.choices?.[0]?.label).toBe('登记')
    expect(await world.does(CHAT, { kind: 'sheet', run, written: HELD }, 'same')).toEqual([])
    expect(words(await world.presses(CHAT, '登记'))).toContain('登记好了')
    expect((await check(run, HELD)).over).toContain('没有交上去')
    expect(words(await world.does(CHAT, { kind: 'sheet', run, written: HELD }))).toContain('没有交上去')
  })

  test('that was handed in with a fault keeps what is right, and the chat asks for the rest', async () => {
    const { run } = await begun()
    const heard = await world.does(CHAT, { kind: 'sheet', run, written: { ...HELD, people: '十来个' } })
    expect(words(heard)).toContain('请写一个数字')
    expect(words(heard)).toContain('一共来了')
    expect(words(await world.says(CHAT, '12'))).toContain('请您核对')
  })

  test('that is put away loses nothing and says how to go on; one that is over says nothing', async () => {
    const { run } = await begun()
    await world.presses(CHAT, '接访')
    const heard = await world.does(CHAT, { kind: 'sheet', run })
    expect(words(heard)).toContain('已经说过的都留着')
    expect(heard[0]?.choices?.map(({ label }) => label)).toEqual(['接着说'])
    expect(words(heard)).toContain('是哪位领导')
    expect(await world.does(CHAT, { kind: 'sheet', run: 'gone' })).toEqual([])
  })
})
