import { expect, test } from 'vitest'
import { TooFast } from '../../../core/ports/channel.ts'
import { TEAM } from '../../support/slack-fake/user.ts'
import type { SlackDesk } from './slack-desk.ts'

/** What becomes of messages that only Slack could treat so. */
export const sendingCases = (at: () => SlackDesk): void => {
  test('an open conversation is remembered, and opening too many delays only those that are not', async () => {
    const desk = at()
    const channel = await desk.started()
    const known = desk.fake.user()
    known.says('hello')
    await desk.until(() => desk.received.length === 1)
    const others = Array.from({ length: 52 }, () => desk.fake.user())
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
    expect(desk.calls('conversations.open')).toHaveLength(52)
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
    const desk = at()
    const channel = await desk.started()
    const user = desk.fake.user()
    desk.fake.inject({ fault: 'error', error })
    await expect(channel.send(`${TEAM}:${user.id}`, { text: 'hi' }, 'd')).rejects.toMatchObject(expected)
  })

  test('what is sensitive shows no word in notifications, and is marked', async () => {
    const desk = at()
    const channel = await desk.started()
    const user = desk.fake.user()
    await channel.send(`${TEAM}:${user.id}`, { text: '查询码:木鱼七三', sensitive: true }, 'd')
    const [call] = desk.calls('chat.postMessage')
    expect(call?.fields).toMatchObject({ text: '🔒', unfurl_links: 'false', unfurl_media: 'false' })
    expect(call?.fields.blocks).toContain('"context"')
  })
}
