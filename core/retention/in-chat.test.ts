import { beforeAll, describe, expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { SYSTEM } from '../kernel/actor.ts'

const CHAT = 'officer-chat'

describe('a removal, as the officer hears of it', () => {
  let world: World
  /** What the officer heard while the clock went on to nine o'clock of `day`. */
  const at = async (day: string): Promise<string> => {
    const before = world.heard(CHAT).length
    world.clock.set(`${day}T01:00:00.000Z`)
    while ((await world.program.tick()) > 0);
    await world.says(CHAT, '/start')
    const heard = world.heard(CHAT).slice(before)
    return heard.map(({ text }) => text).join('\n')
  }
  const said = async (text: string) => (await world.says(CHAT, text)).map((message) => message.text).join('\n')
  const pressed = async (label: string) => (await world.presses(CHAT, label)).map((each) => each.text).join('\n')

  beforeAll(async () => {
    world = await World.open()
    await world.binds(CHAT, '包玉珍')
    const answers = { text: '帮忙', need: ['other'], place: { text: '村口' }, soon: 'week' }
    await world.program.application.byName('forms.keep', { form: 'help-request', answers }, SYSTEM)
  })

  test('is said ahead, put off with a reason, said again a week before, and certified when done', async () => {
    world.clock.set('2025-09-01T00:00:00.000Z')
    await world.program.application.byName('retention.look', {}, SYSTEM)
    expect(await at('2025-09-01')).toMatch(/1条“填表的答案”保留到期，10月1日/)
    expect(await pressed('延期')).toContain('留到哪天')
    await said('2025-09-20')
    expect(await said('巡察组要查看')).toContain('现在定的是10月1日')
    await pressed('修改')
    await pressed('留到哪天')
    expect(await said('2025-10-20')).toMatch(/留到10月20日.*原因已记下/)
    expect(await said('/retention')).toMatch(/已延到10月20日.*巡察组要查看/)
    expect(await at('2025-10-02')).not.toMatch(/删除/)
    expect(await at('2025-10-13')).toMatch(/延期过的“填表的答案”（约1条）10月20日/)
    expect(await at('2025-10-21')).toMatch(/删除了1条“填表的答案”，凭证[0-9a-f]{12}/)
    expect(await said('/retention')).toMatch(/10月2\d日.*删除了1条，凭证/)
    // Too late: nothing is asked in vain, and nothing changes.
    await pressed('延期')
    await said('2025-12-01')
    expect(await said('还要查看')).toContain('已经开始删除')
  })
})
