import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SlackChannel, type SlackParts, slackChannel } from '../../../adapters/chat/slack/index.ts'
import type { Incoming, Stop } from '../../../core/ports/channel.ts'
import { TooFast } from '../../../core/ports/channel.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import { signedRequest } from '../../support/slack-fake/deliveries.ts'
import { SlackFake } from '../../support/slack-fake/slack-fake.ts'
import { TEAM } from '../../support/slack-fake/user.ts'
import { partsFor } from './slack.ts'

/** What only Slack has: signatures, answers within three seconds, home tabs, commands, sockets that end. */
export const slackCases = (): void => {
  let fake: SlackFake
  let events: string[]
  let received: Incoming[]
  let onReceive: () => Promise<void>
  let stops: Stop[]

  beforeEach(async () => {
    fake = await SlackFake.start()
    events = []
    received = []
    stops = []
    onReceive = async () => {}
  })
  afterEach(async () => {
    for (const stop of stops) await stop()
    expect(fake.violations).toEqual([])
    await fake.stop()
  })

  const started = async (more: Partial<SlackParts> = {}): Promise<SlackChannel> => {
    const note = (event: string) => void events.push(event)
    const files = { get: async () => undefined, put: async () => '', delete: async () => {} }
    const parts = partsFor(fake, { files, logger: { info: note, warn: note, error: note } })
    const channel = slackChannel({ ...parts, ...more, waits: { ...parts.waits, ...more.waits } })
    fake.listen((request) => channel.events(request))
    stops.push(
      await channel.start(async (incoming) => {
        received.push(incoming)
        await onReceive()
      }),
    )
    return channel
  }
  const until = (condition: () => boolean) =>
    vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
  const acts = () => received.map(({ act }) => act)
  const now = () => Math.floor(Date.now() / 1_000)
  const said = (event_id: string, text: string) =>
    JSON.stringify({
      type: 'event_callback',
      team_id: TEAM,
      event_id,
      event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text },
    })
  const calls = (method: string) => fake.calls.filter((call) => call.method === method)

  describe('Slack by HTTP, on its own', () => {
    const post = async (
      channel: SlackChannel,
      body: string,
      more: { at?: number; secret?: string; retry?: number } = {},
    ) => (await channel.events(signedRequest(body, { secret: fake.signingSecret, at: now(), ...more }))).status

    test('requests that are stale, of the future, forged or unsigned are refused', async () => {
      const channel = await started()
      expect(await post(channel, said('Ev1', 'fresh'))).toBe(200)
      for (const at of [now() - 310, now() + 310, 0]) expect(await post(channel, said('Ev2', 'old'), { at })).toBe(401)
      expect(await post(channel, said('Ev2', 'forged'), { secret: 'another' })).toBe(401)
      const bare = new Request('https://office.example/slack/events', { method: 'POST', body: said('Ev2', 'bare') })
      expect((await channel.events(bare)).status).toBe(401)
      const changed = signedRequest(said('Ev2', 'a'), { secret: fake.signingSecret, at: now() })
      const forged = new Request(changed.url, { method: 'POST', headers: changed.headers, body: said('Ev2', 'b') })
      expect((await channel.events(forged)).status).toBe(401)
      expect((await channel.events(new Request('https://office.example/slack/events'))).status).toBe(405)
      expect(await post(channel, 'no json')).toBe(400)
      expect(received).toHaveLength(1)
    })

    test('four minutes off is no reason to refuse', async () => {
      const channel = await started()
      for (const at of [now() - 240, now() + 240]) expect(await post(channel, said(`Ev${at}`, 'hi'), { at })).toBe(200)
    })

    test('the address is confirmed with its challenge', async () => {
      const channel = await started()
      const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
      const response = await channel.events(signedRequest(body, { secret: fake.signingSecret, at: now() }))
      expect(await response.json()).toEqual({ challenge: 'abc' })
    })

    test('what takes long is answered in time and goes on; a repetition of it joins it', async () => {
      let release = () => {}
      onReceive = () =>
        new Promise((resolve) => {
          release = resolve
        })
      const channel = await started({ waits: { answer: 50 } })
      expect(await post(channel, said('Ev1', 'slow'))).toBe(200)
      expect(await post(channel, said('Ev1', 'slow'), { retry: 1 })).toBe(200)
      expect(received).toHaveLength(1)
      release()
    })

    test('what fails is not acknowledged, and is tried again even if Slack does not come again', async () => {
      let away = true
      onReceive = async () => {
        if (away) throw new StoreUnavailable('away')
      }
      const channel = await started({ waits: { answer: 50 } })
      expect(await post(channel, said('Ev1', 'hold on'))).toBe(503)
      away = false
      const before = received.length
      await until(() => received.length > before)
      expect(await post(channel, said('Ev2', 'next'))).toBe(200)
    })

    test('before the start and after the stop Slack is asked to come again', async () => {
      const channel = await started()
      await stops.pop()?.()
      expect(await post(channel, said('Ev1', 'late'))).toBe(503)
    })

    test('without any way in there is no channel', () => {
      const { signingSecret: _, ...parts } = partsFor(fake, {
        files: { get: async () => undefined, put: async () => '', delete: async () => {} },
        logger: { info: () => {}, warn: () => {}, error: () => {} },
      })
      expect(() => slackChannel(parts)).toThrow(/signing secret/)
    })

    test('a command is words, or the first contact', async () => {
      await started()
      const user = fake.user()
      for (const text of ['路灯坏了', '/help', 'start join-7', '']) user.commands(text)
      await until(() => received.length === 4)
      expect(acts()).toEqual([
        { kind: 'text', text: '路灯坏了' },
        { kind: 'text', text: '/help' },
        { kind: 'start', payload: 'join-7' },
        { kind: 'start', payload: '' },
      ])
    })

    test('the home tab shows what waits, and is shown anew when something was said, once for many changes', async () => {
      let count = 1
      const channel = await started({
        home: async () => ({
          title: `${count}件`,
          open: Array.from({ length: count }, (_, n) => ({ label: `AH-${n}`, token: `show c${n}` })),
          menu: [{ label: '反映问题', token: 'complain' }],
          done: { title: '最近做完的', items: [{ label: '签了承诺书', token: 'pledge_show p0' }] },
        }),
      })
      const user = fake.user()
      const other = fake.user()
      user.opensHome()
      await until(() => user.home.length > 0)
      expect(user.homeText).toBe('1件最近做完的')
      expect(user.home.map(({ token }) => token)).toEqual(['show c0', 'pledge_show p0', 'complain'])
      count = 20
      for (let n = 0; n < 3; n += 1) await channel.send(`${TEAM}:${user.id}`, { text: 'news' }, `d${n}`)
      await channel.send(`${TEAM}:${other.id}`, { text: 'news' }, 'other')
      await until(() => user.homeText.startsWith('20件'))
      expect(user.home).toHaveLength(22)
      expect(calls('views.publish').length).toBeLessThanOrEqual(4)
      expect(calls('views.publish').every(({ fields }) => fields.user_id === user.id)).toBe(true)
      user.pressesAtHome('AH-0')
      await until(() => received.length === 1)
      expect(received[0]?.act).toEqual({ kind: 'press', token: 'show c0' })
    })

    test('the home tab shows what no message told, and is not shown again while nothing changes', async () => {
      let title = '1件'
      await started({ home: async () => ({ title, open: [], menu: [] }), waits: { look: 10 } })
      const user = fake.user()
      user.opensHome()
      await until(() => user.homeText === '1件')
      title = '2件'
      await until(() => user.homeText === '2件')
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(calls('views.publish')).toHaveLength(2)
    })

    test('the home tab shows the menu, and its buttons are presses', async () => {
      await started()
      const user = fake.user()
      user.opensHome()
      await until(() => user.home.length > 0)
      user.pressesAtHome('反映问题')
      await until(() => received.length === 1)
      expect(received[0]).toMatchObject({ address: `${TEAM}:${user.id}`, act: { kind: 'press', token: 'complain' } })
    })

    test('a channel hears one line, once, and is not served', async () => {
      await started()
      const user = fake.user({ locale: 'en' })
      for (const type of ['message', 'message', 'app_mention']) {
        user.event({ type, channel: 'C0SQUARE', channel_type: 'channel', user: user.id, text: 'hi', ts: '1.1' })
      }
      await until(() => calls('chat.postMessage').length > 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(calls('chat.postMessage').map(({ fields }) => [fields.channel, fields.text])).toEqual([
        ['C0SQUARE', 'Write to me alone.'],
      ])
      expect(received).toEqual([])
    })

    test('what bots say, previews of links and deletions are no acts; clips can not be read', async () => {
      await started()
      const user = fake.user()
      const at = { type: 'message', channel: user.direct, channel_type: 'im', ts: '1.1' }
      user.event({ ...at, user: 'U9', bot_id: 'B1', text: 'mine' })
      user.event({ ...at, subtype: 'bot_message', bot_id: 'B1', text: 'mine' })
      const message = { user: user.id, text: 'see https://a.example' }
      user.event({ ...at, subtype: 'message_changed', hidden: true, message, previous_message: message })
      user.event({ ...at, subtype: 'message_deleted', hidden: true, previous_message: message })
      const bytes = Buffer.from('sound')
      user.sendsFiles([{ bytes, name: 'a.m4a', type: 'audio/mp4', subtype: 'slack_audio' }])
      user.sendsFiles([{ bytes, name: 'a.mp4', type: 'video/mp4' }])
      user.event({ ...at, subtype: 'huddle_thread', user: user.id, text: 'A huddle started' })
      await until(() => received.length === 3)
      expect(acts()).toEqual(['voice', 'video', 'other'].map((what) => ({ kind: 'unsupported', what })))
    })

    test('an open conversation is remembered, and opening too many delays only those that are not', async () => {
      const channel = await started()
      const known = fake.user()
      known.says('hello')
      await until(() => received.length === 1)
      const others = Array.from({ length: 52 }, () => fake.user())
      const failures = await Promise.all(
        others.map(({ id }) =>
          channel.send(`${TEAM}:${id}`, { text: 'hi' }, id).then(
            () => undefined,
            (error: unknown) => error,
          ),
        ),
      )
      expect(failures.filter((failure) => failure !== undefined)).toEqual([expect.any(TooFast), expect.any(TooFast)])
      expect(failures.at(-1)).toMatchObject({ scope: 'chat' })
      await channel.send(`${TEAM}:${known.id}`, { text: 'hi' }, 'known')
      expect(calls('conversations.open')).toHaveLength(52)
    })

    test.each([
      ['invalid_blocks', { name: 'Refused' }],
      ['msg_too_long', { name: 'Refused' }],
      ['channel_not_found', { name: 'Unreachable', reason: 'gone' }],
      ['cannot_dm_bot', { name: 'Unreachable', reason: 'gone' }],
      ['ratelimited', { name: 'TooFast' }],
      ['internal_error', { name: 'Unavailable', pause: false }],
      ['account_inactive', { name: 'Unavailable', pause: true }],
      ['messages_tab_disabled', { name: 'Unavailable', pause: true }],
    ])('%s is said in the words of the port', async (error, expected) => {
      const channel = await started()
      const user = fake.user()
      fake.inject({ fault: 'error', error })
      await expect(channel.send(`${TEAM}:${user.id}`, { text: 'hi' }, 'd')).rejects.toMatchObject(expected)
    })

    test('what is sensitive shows no word in notifications, and is marked', async () => {
      const channel = await started()
      const user = fake.user()
      await channel.send(`${TEAM}:${user.id}`, { text: '查询码:木鱼七三', sensitive: true }, 'd')
      const [call] = calls('chat.postMessage')
      expect(call?.fields).toMatchObject({ text: '🔒', unfurl_links: 'false', unfurl_media: 'false' })
      expect(call?.fields.blocks).toContain('"context"')
    })

    test('the token is shown to nobody but Slack', async () => {
      await started()
      const user = fake.user()
      const file = { id: 'F1', name: 'a', size: 1, url_private_download: 'https://slack.com.thief.example/f' }
      user.event({
        type: 'message',
        subtype: 'file_share',
        channel: user.direct,
        channel_type: 'im',
        user: user.id,
        ts: '1',
        files: [file],
      })
      await until(() => received.length === 1)
      const [act] = acts()
      await expect(act?.kind === 'files' && act.files[0]?.read()).rejects.toThrow(/no way/)
    })
  })

  describe('Slack by Socket Mode, on its own', () => {
    test('a connection that Slack ends or that falls is made again', async () => {
      await started({ appToken: fake.appToken() })
      const user = fake.user()
      user.says('one')
      await until(() => received.length === 1)
      fake.deliveries.refreshSocket()
      await new Promise((resolve) => setTimeout(resolve, 50))
      user.says('two')
      await until(() => received.some(({ act }) => act.kind === 'text' && act.text === 'two'))
      fake.deliveries.dropSocket()
      user.says('three')
      await until(() => received.some(({ act }) => act.kind === 'text' && act.text === 'three'))
    })

    test('a refused app token is told once, and keeps nobody from starting', async () => {
      const channel = await started({ appToken: 'xapp-wrong' })
      await until(() => events.includes('slack.token-refused'))
      expect(events).toEqual(['slack.token-refused'])
      expect((await channel.events(new Request('https://office.example/', { method: 'POST' }))).status).toBe(404)
    })
  })
}
