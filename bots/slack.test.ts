import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { submit } from '../core/feedback/submit.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { invite } from '../core/people/index.ts'
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
    fake = await SlackFake.start({ rates: { burst: 20 } })
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
  })

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
    await heard((words) => words.includes('哪一个'))
  })

  test('fills in a form as a modal: faults are shown in it, and the chat goes on with what was handed in', async () => {
    const user = fake.user()
    const heard = async (words: string) =>
      vi.waitFor(() => expect(user.shown.map(({ text }) => text).join('\n')).toContain(words), { timeout: 15_000 })
    const { application } = running.opened.program
    const { payload } = await application.execute(invite, { person: 'bao-yuzhen' }, SYSTEM)
    user.commands(`start ${payload}`)
    await heard('已经和您的身份绑定')
    user.commands('/reception')
    await vi.waitFor(() => expect(user.modal).toMatchObject({ title: { text: '接访下访登记' } }), { timeout: 15_000 })
    expect([...user.inputs().keys()]).toEqual(['kind', 'leader', 'day', 'place', 'people', 'summary', 'cases'])

    await user.submits({ ...HELD, leader: '没有这个人', people: '-1', place: '' })
    expect(Object.keys(user.faults)).toEqual(['leader', 'place', 'people'])
    expect(user.faults.leader).toContain('没有这个人')

    user.closesModal()
    await heard('表还没有交')
    user.presses('接着说')
    await vi.waitFor(() => expect(user.modal).toBeDefined(), { timeout: 15_000 })
    await user.submits(HELD)
    expect(user.faults).toEqual({})
    expect(user.modal).toBeUndefined()
    await heard('请您核对')
    expect(user.shown.at(-1)?.text).toContain('信访接待室')
    await vi.waitFor(() => user.presses('登记'), { timeout: 15_000 })
    await heard('登记好了')

    // More waits than a page of the home tab holds: its last button opens the next page in the chat.
    for (let n = 0; n < 12; n++) {
      const told = { text: `第${n}盏路灯坏了`, reporter: 'notices' }
      await application.execute(submit, submit.input.parse(told), { kind: 'citizen' })
    }
    user.opensHome()
    await vi.waitFor(() => expect(user.home.map(({ token }) => token)).toContain('mine 10'), { timeout: 15_000 })
    user.pressesAtHome('下一页')
    await heard('这里是第11到第')
    const cases = user.shown.at(-1)?.buttons ?? []
    expect(cases.filter(({ label }) => label.startsWith('AH-')).length).toBeGreaterThanOrEqual(2)
  })
})

/** What the modal of the reception form is filled in with. */
const HELD = {
  kind: 'reception',
  leader: '蒋宗保',
  day: '2025-07-01',
  place: '信访接待室',
  people: '12',
  summary: '反映路灯的事，当场定了修。',
}

test('a bot token alone is a mistake that is named', () => {
  expect(() => configuration({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(ConfigurationWrong)
  expect(() => configuration({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_SIGNING_SECRET/)
  expect(configuration({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).SLACK_APP_TOKEN).toBe('xapp-1')
})
