import { expect, test } from 'vitest'
import { slackChannel } from '../../../adapters/chat/slack/index.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { signedRequest } from '../../support/slack-fake/deliveries.ts'
import { TEAM } from '../../support/slack-fake/user.ts'
import { nowInSeconds, type SlackDesk } from './slack-desk.ts'

const said = (event_id: string, text: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: TEAM,
    event_id,
    event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text },
  })

/** What Slack posts: signatures, answers within three seconds, repetitions. */
export const requestCases = (at: () => SlackDesk): void => {
  test('requests that are stale, of the future, forged or unsigned are refused', async () => {
    const desk = at()
    const channel = await desk.started()
    expect(await desk.post(channel, said('Ev1', 'fresh'))).toBe(200)
    for (const at of [nowInSeconds() - 310, nowInSeconds() + 310, 0])
      expect(await desk.post(channel, said('Ev2', 'old'), { at })).toBe(401)
    expect(await desk.post(channel, said('Ev2', 'forged'), { secret: 'another' })).toBe(401)
    const bare = new Request('https://office.example/slack/events', { method: 'POST', body: said('Ev2', 'bare') })
    expect((await channel.events(bare)).status).toBe(401)
    const changed = signedRequest(said('Ev2', 'a'), { secret: desk.fake.signingSecret, at: nowInSeconds() })
    const forged = new Request(changed.url, { method: 'POST', headers: changed.headers, body: said('Ev2', 'b') })
    expect((await channel.events(forged)).status).toBe(401)
    expect((await channel.events(new Request('https://office.example/slack/events'))).status).toBe(405)
    expect(await desk.post(channel, 'no json')).toBe(400)
    expect(desk.received).toHaveLength(1)
  })

  test('four minutes off is no reason to refuse', async () => {
    const desk = at()
    const channel = await desk.started()
    for (const at of [nowInSeconds() - 240, nowInSeconds() + 240])
      expect(await desk.post(channel, said(`Ev${at}`, 'hi'), { at })).toBe(200)
  })

  test('the address is confirmed with its challenge', async () => {
    const desk = at()
    const channel = await desk.started()
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    const response = await channel.events(signedRequest(body, { secret: desk.fake.signingSecret, at: nowInSeconds() }))
    expect(await response.json()).toEqual({ challenge: 'abc' })
  })

  test('what takes long is answered in time and goes on; a repetition of it joins it', async () => {
    const desk = at()
    let release = () => {}
    desk.onReceive = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const channel = await desk.started({ waits: { answer: 50 } })
    expect(await desk.post(channel, said('Ev1', 'slow'))).toBe(200)
    expect(await desk.post(channel, said('Ev1', 'slow'), { retry: 1 })).toBe(200)
    expect(desk.received).toHaveLength(1)
    release()
  })

  test('what fails is not acknowledged, and is tried again even if Slack does not come again', async () => {
    const desk = at()
    let away = true
    desk.onReceive = async () => {
      if (away) throw new StoreUnavailable('away')
    }
    const channel = await desk.started({ waits: { answer: 50 } })
    expect(await desk.post(channel, said('Ev1', 'hold on'))).toBe(503)
    away = false
    const before = desk.received.length
    await desk.until(() => desk.received.length > before)
    expect(await desk.post(channel, said('Ev2', 'next'))).toBe(200)
  })

  test('before the start and after the stop Slack is asked to come again', async () => {
    const desk = at()
    const channel = await desk.started()
    await desk.stops.pop()?.()
    expect(await desk.post(channel, said('Ev1', 'late'))).toBe(503)
  })

  test('without any way in there is no channel', () => {
    const { signingSecret: _, ...parts } = at().parts()
    expect(() => slackChannel(parts)).toThrow(/signing secret/)
  })
}
