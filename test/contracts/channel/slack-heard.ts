import { expect, test } from 'vitest'
import type { SlackDesk } from './slack-desk.ts'

/** What only Slack lets people say and send, and what is no act. */
export const heardCases = (at: () => SlackDesk): void => {
  test('a command is words, or the first contact', async () => {
    const desk = at()
    await desk.started()
    const user = desk.fake.user()
    for (const text of ['路灯坏了', '/help', 'start join-7', '']) user.commands(text)
    await desk.until(() => desk.received.length === 4)
    expect(desk.acts()).toEqual([
      { kind: 'text', text: '路灯坏了' },
      { kind: 'text', text: '/help' },
      { kind: 'start', payload: 'join-7' },
      { kind: 'start', payload: '' },
    ])
  })

  test('a channel hears one line, once, and is not served', async () => {
    const desk = at()
    await desk.started()
    const user = desk.fake.user({ locale: 'en' })
    for (const type of ['message', 'message', 'app_mention']) {
      user.event({ type, channel: 'C0SQUARE', channel_type: 'channel', user: user.id, text: 'hi', ts: '1.1' })
    }
    await desk.until(() => desk.calls('chat.postMessage').length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(desk.calls('chat.postMessage').map(({ fields }) => [fields.channel, fields.text])).toEqual([
      ['C0SQUARE', 'Write to me alone.'],
    ])
    expect(desk.received).toEqual([])
  })

  test('what bots say, previews of links and deletions are no acts; clips can not be read', async () => {
    const desk = at()
    await desk.started()
    const user = desk.fake.user()
    const place = { type: 'message', channel: user.direct, channel_type: 'im', ts: '1.1' }
    user.event({ ...place, user: 'U9', bot_id: 'B1', text: 'mine' })
    user.event({ ...place, subtype: 'bot_message', bot_id: 'B1', text: 'mine' })
    const message = { user: user.id, text: 'see https://a.example' }
    user.event({ ...place, subtype: 'message_changed', hidden: true, message, previous_message: message })
    user.event({ ...place, subtype: 'message_deleted', hidden: true, previous_message: message })
    const bytes = Buffer.from('sound')
    user.sendsFiles([{ bytes, name: 'a.m4a', type: 'audio/mp4', subtype: 'slack_audio' }])
    user.sendsFiles([{ bytes, name: 'a.mp4', type: 'video/mp4' }])
    user.event({ ...place, subtype: 'huddle_thread', user: user.id, text: 'A huddle started' })
    await desk.until(() => desk.received.length === 3)
    expect(desk.acts()).toEqual(['voice', 'video', 'other'].map((what) => ({ kind: 'unsupported', what })))
  })

  test('the token is shown to nobody but Slack', async () => {
    const desk = at()
    await desk.started()
    const user = desk.fake.user()
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
    await desk.until(() => desk.received.length === 1)
    const [act] = desk.acts()
    await expect(act?.kind === 'files' && act.files[0]?.read()).rejects.toThrow(/no way/)
  })
}
