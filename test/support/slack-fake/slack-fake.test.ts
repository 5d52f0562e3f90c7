import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SlackFake } from './slack-fake.ts'

/** The fake is strict: what Slack refuses is refused here, and is noted. */
describe('the fake Slack', () => {
  let fake: SlackFake
  let now: number

  beforeEach(async () => {
    now = 0
    fake = await SlackFake.start({ now: () => now })
  })
  afterEach(() => fake.stop())

  const call = async (method: string, fields: Record<string, string>, token = fake.token) => {
    const response = await fetch(`${fake.apiUrl}${method}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: new URLSearchParams(fields),
    })
    const text = await response.text()
    return {
      status: response.status,
      after: response.headers.get('retry-after'),
      ...(text === '' ? {} : JSON.parse(text)),
    }
  }
  const problems = () => fake.violations.map(({ problem }) => problem)

  test('unknown methods and members, and missing ones, are refused and noted', async () => {
    const channel = fake.user().direct
    expect(await call('chat.shout', {})).toMatchObject({ ok: false, error: 'unknown_method' })
    expect(await call('chat.postMessage', { channel, text: 'a', colour: 'red' })).toMatchObject({ ok: false })
    expect(await call('chat.postMessage', { channel })).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(await call('chat.postMessage', { channel, text: 'a < b' })).toMatchObject({ ok: false })
    expect(problems()).toEqual(['unknown_method', 'unknown field colour', 'missing text', 'text is not escaped'])
  })

  test('blocks are held to their limits', async () => {
    const channel = fake.user().direct
    const text = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
    const button = { type: 'button', action_id: 'a', value: 'x'.repeat(2_001), text: text(76) }
    const blocks = JSON.stringify([
      ...Array.from({ length: 50 }, () => ({ type: 'section', text: text(3_001) })),
      { type: 'actions', elements: [button, button] },
    ])
    await call('chat.postMessage', { channel, text: 'a', blocks })
    const told = ['51 blocks, at most 50', 'text not of 1 to 3000', 'value', 'text not of 1 to 75', 'action_id twice']
    expect(problems()).toEqual(expect.arrayContaining([...told, '150050 characters in all']))
  })

  test('one message a second in a channel, with short bursts; others are not slowed', async () => {
    const [one, other] = [fake.user().direct, fake.user().direct]
    for (let n = 0; n < 3; n += 1) expect((await call('chat.postMessage', { channel: one, text: 'a' })).ok).toBe(true)
    expect(await call('chat.postMessage', { channel: one, text: 'a' })).toMatchObject({ status: 429, after: '1' })
    expect((await call('chat.postMessage', { channel: other, text: 'a' })).ok).toBe(true)
    now += 1_000
    expect((await call('chat.postMessage', { channel: one, text: 'a' })).ok).toBe(true)
  })

  test('fifty conversations are opened in a minute', async () => {
    const users = fake.user().id
    for (let n = 0; n < 50; n += 1) expect((await call('conversations.open', { users })).ok).toBe(true)
    expect((await call('conversations.open', { users })).status).toBe(429)
    now += 1_300
    expect((await call('conversations.open', { users })).ok).toBe(true)
  })

  test('every other method has its own minute, and says how long to wait', async () => {
    const [one, other] = [fake.user(), fake.user()]
    const sent = await call('chat.postMessage', { channel: one.direct, text: 'a' })
    const edit = { channel: one.direct, ts: sent.ts, text: 'b' }
    for (let n = 0; n < 50; n += 1) expect((await call('chat.update', edit)).ok).toBe(true)
    expect(await call('chat.update', edit)).toMatchObject({ status: 429, after: '2' })
    expect((await call('chat.postMessage', { channel: other.direct, text: 'a' })).ok).toBe(true)
    expect((await call('users.info', { user: one.id })).ok).toBe(true)
  })

  test('bytes are taken once, where they were promised, as long as they were promised', async () => {
    const asked = await call('files.getUploadURLExternal', { filename: 'a.txt', length: '3' })
    const put = (body: string, method = 'POST') =>
      fetch(asked.upload_url, { method, body }).then(({ status }) => status)
    expect([await put('four'), await put('abc', 'PUT'), await put('abc'), await put('abc')]).toEqual([
      ...[400, 400, 200, 400],
    ])
    const files = JSON.stringify([{ id: asked.file_id, name: 'a.txt' }])
    await call('files.completeUploadExternal', { files, channel_id: fake.user().direct })
    expect(problems()).toEqual(['unknown member name of a file'])
  })

  test('tokens are told apart, and can be revoked', async () => {
    const users = fake.user().id
    expect(await call('conversations.open', { users }, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' })
    expect(await call('apps.connections.open', {}, fake.token)).toMatchObject({ error: 'invalid_auth' })
    fake.revokeToken()
    expect(await call('conversations.open', { users })).toMatchObject({ error: 'token_revoked' })
  })

  test('modals are held to their limits, and a trigger opens one, soon', async () => {
    const trigger_id = fake.triggerFor(fake.user())
    const text = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
    const option = { text: text(76), value: 'a' }
    const element = {
      type: 'static_select',
      action_id: 'x'.repeat(256),
      options: Array.from({ length: 101 }, () => option),
    }
    const view = (more: object) =>
      JSON.stringify({
        type: 'modal',
        title: text(24),
        submit: text(1),
        blocks: [
          { type: 'input', block_id: 'a', label: text(9), element: { type: 'plain_text_input', action_id: 'a' } },
        ],
        ...more,
      })
    await call('views.open', {
      trigger_id,
      view: view({ title: text(25), private_metadata: 'x'.repeat(3_001), callback_id: 'x'.repeat(256) }),
    })
    await call('views.open', { trigger_id, view: view({ blocks: Array.from({ length: 101 }, () => ({})) }) })
    await call('views.open', {
      trigger_id,
      view: view({ blocks: [1, 2].map(() => ({ type: 'input', block_id: 'a', label: text(1), element })) }),
    })
    await call('views.open', {
      trigger_id,
      view: view({ blocks: [{ type: 'input', label: text(1), element: { ...element, options: [option, option] } }] }),
    })
    const wrong = [
      { type: 'static_select', action_id: 'a', options: [{ text: text(1), value: 'a' }], initial_option: option },
      { type: 'number_input', action_id: 'a', is_decimal_allowed: false, min_value: '5', max_value: '3' },
      { type: 'plain_text_input', action_id: 'a', max_length: 3, initial_value: 'four', placeholder: text(151) },
    ]
    const inputs = wrong.map((each) => ({ type: 'input', block_id: each.type, label: text(1), element: each }))
    await call('views.open', { trigger_id, view: view({ blocks: inputs }) })
    expect(problems()).toEqual(
      expect.arrayContaining([
        'text not of 1 to 150',
        'text not of 1 to 24',
        'private_metadata above 3,000',
        'callback_id above 255',
        '1 to 100 blocks',
        'block_id twice',
        'action_id',
        '1 to 100 options',
        'text not of 1 to 75',
        'the value of an option twice',
        'initial option is none of the options',
        'min_value above max_value',
        'initial_value above max_length',
      ]),
    )
    expect((await call('views.open', { trigger_id, view: view({}) })).ok).toBe(true)
    expect(await call('views.open', { trigger_id, view: view({}) })).toMatchObject({ error: 'exchanged_trigger_id' })
    const late = fake.triggerFor(fake.user())
    now += 3_001
    expect(await call('views.open', { trigger_id: late, view: view({}) })).toMatchObject({
      error: 'expired_trigger_id',
    })
  })

  test('an effect can happen although its answer is lost', async () => {
    const user = fake.user()
    fake.inject({ fault: 'drop-before', user: user.id })
    await expect(call('chat.postMessage', { channel: user.direct, text: 'a' })).rejects.toThrow()
    expect(user.shown).toHaveLength(0)
    fake.inject({ fault: 'drop-after', user: user.id })
    await expect(call('chat.postMessage', { channel: user.direct, text: 'a' })).rejects.toThrow()
    expect(user.shown).toHaveLength(1)
  })
})
