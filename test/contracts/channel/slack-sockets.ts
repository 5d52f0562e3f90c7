import { expect, test } from 'vitest'
import type { SlackDesk } from './slack-desk.ts'

/** Socket Mode: connections that end, and tokens that are refused. */
export const socketCases = (at: () => SlackDesk): void => {
  test('a connection that Slack ends or that falls is made again', async () => {
    const desk = at()
    await desk.started({ appToken: desk.fake.appToken() })
    const user = desk.fake.user()
    user.says('one')
    await desk.until(() => desk.received.length === 1)
    desk.fake.deliveries.refreshSocket()
    await new Promise((resolve) => setTimeout(resolve, 50))
    user.says('two')
    await desk.until(() => desk.received.some(({ act }) => act.kind === 'text' && act.text === 'two'))
    desk.fake.deliveries.dropSocket()
    user.says('three')
    await desk.until(() => desk.received.some(({ act }) => act.kind === 'text' && act.text === 'three'))
  })

  test('a refused app token is told once, and keeps nobody from starting', async () => {
    const desk = at()
    const channel = await desk.started({ appToken: 'xapp-wrong' })
    await desk.until(() => desk.events.includes('slack.token-refused'))
    expect(desk.events).toEqual(['slack.token-refused'])
    expect((await channel.events(new Request('https://office.example/', { method: 'POST' }))).status).toBe(404)
  })
}
