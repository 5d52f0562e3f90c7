import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SlackFake } from '../test/support/slack-fake/slack-fake.ts'
import { ConfigurationWrong, configuration } from './config.ts'
import { type Running, start } from './start.ts'

/** The whole program as it is started, with Slack beside it. */
describe.each(['HTTP', 'Socket Mode'])('a citizen on Slack, by %s', (way) => {
  let fake: SlackFake
  let folder: string
  let running: Running

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-point-slack-'))
    fake = await SlackFake.start({ rates: { perChannelPerSecond: 1, burst: 20, opensPerMinute: 50 } })
    running = await start(
      configuration({
        DATABASE_URL: `sqlite:${join(folder, 'slack.sqlite')}`,
        DATA_DIR: folder,
        HTTP_PORT: '0',
        LOG_LEVEL: 'silent',
        SLACK_BOT_TOKEN: fake.token,
        SLACK_API_URL: fake.apiUrl,
        ...(way === 'HTTP' ? { SLACK_SIGNING_SECRET: fake.signingSecret } : { SLACK_APP_TOKEN: fake.appToken() }),
      }),
    )
    if (way === 'HTTP') fake.listen((request) => fetch(new Request(new URL('/slack/events', running.url), request)))
  }, 60_000)

  afterEach(async () => {
    await running.stop()
    expect(fake.violations).toEqual([])
    await fake.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('is greeted, finds the menu at home, and is asked for what is missing', async () => {
    const user = fake.user()
    const heard = async (what: (words: string) => boolean) =>
      vi.waitFor(() => expect(user.shown.some(({ text }) => what(text))).toBe(true), { timeout: 15_000 })
    user.commands('start')
    await heard((words) => words.length > 0)
    user.opensHome()
    await vi.waitFor(() => expect(user.home.length).toBeGreaterThan(0), { timeout: 5_000 })
    user.says('石桥村村口的路灯坏了三个月没人修')
    await heard((words) => words.includes('哪里'))
  }, 40_000)
})

test('a bot token alone is a mistake that is named', () => {
  expect(() => configuration({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(ConfigurationWrong)
  expect(() => configuration({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_SIGNING_SECRET/)
  expect(configuration({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).SLACK_APP_TOKEN).toBe('xapp-1')
})
