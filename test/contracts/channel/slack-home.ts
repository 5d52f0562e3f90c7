import { expect, test } from 'vitest'
import { TEAM } from '../../support/slack-fake/user.ts'
import type { SlackDesk } from './slack-desk.ts'

/** The home tab. */
export const homeCases = (at: () => SlackDesk): void => {
  test('the home tab shows what waits, and is shown anew when something was said, once for many changes', async () => {
    const desk = at()
    let count = 1
    const channel = await desk.started({
      home: async () => ({
        title: `${count}件`,
        open: Array.from({ length: count }, (_, n) => ({ label: `AH-${n}`, token: `show c${n}` })),
        menu: [{ label: '反映问题', token: 'complain' }],
        done: { title: '最近做完的', items: [{ label: '签了承诺书', token: 'pledge_show p0' }] },
      }),
    })
    const user = desk.fake.user()
    const other = desk.fake.user()
    user.opensHome()
    await desk.until(() => user.home.length > 0)
    expect(user.homeText).toBe('1件最近做完的')
    expect(user.home.map(({ token }) => token)).toEqual(['show c0', 'pledge_show p0', 'complain'])
    count = 20
    for (let n = 0; n < 3; n += 1) await channel.send(`${TEAM}:${user.id}`, { text: 'news' }, `d${n}`)
    await channel.send(`${TEAM}:${other.id}`, { text: 'news' }, 'other')
    await desk.until(() => user.homeText.startsWith('20件'))
    expect(user.home).toHaveLength(22)
    expect(desk.calls('views.publish').length).toBeLessThanOrEqual(4)
    expect(desk.calls('views.publish').every(({ fields }) => fields.user_id === user.id)).toBe(true)
    user.pressesAtHome('AH-0')
    await desk.until(() => desk.received.length === 1)
    expect(desk.received[0]?.act).toEqual({ kind: 'press', token: 'show c0' })
  })

  test('the home tab shows what no message told, and is not shown again while nothing changes', async () => {
    const desk = at()
    let title = '1件'
    await desk.started({ home: async () => ({ title, open: [], menu: [] }), waits: { look: 10 } })
    const user = desk.fake.user()
    user.opensHome()
    await desk.until(() => user.homeText === '1件')
    title = '2件'
    await desk.until(() => user.homeText === '2件')
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(desk.calls('views.publish')).toHaveLength(2)
  })

  test('the home tab shows the menu, and its buttons are presses', async () => {
    const desk = at()
    await desk.started()
    const user = desk.fake.user()
    user.opensHome()
    await desk.until(() => user.home.length > 0)
    user.pressesAtHome('反映问题')
    await desk.until(() => desk.received.length === 1)
    expect(desk.received[0]).toMatchObject({ address: `${TEAM}:${user.id}`, act: { kind: 'press', token: 'complain' } })
  })
}
