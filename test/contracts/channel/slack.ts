import { type SlackParts, slackChannel } from '../../../adapters/chat/slack/index.ts'
import { systemClock } from '../../../adapters/system/index.ts'
import { SlackFake } from '../../support/slack-fake/slack-fake.ts'
import { type FakeUser, TEAM } from '../../support/slack-fake/user.ts'
import type { Driver, FaultDriver, Outside, Platform } from './place.ts'

/** Short waits, so that a test need not. */
export const QUICK = { first: 10, most: 50, slow: 60_000, home: 20 }

/** Messages of one case come faster than people write; the pace itself is tested with the fake. */
const RATES = { burst: 10 }

export const partsFor = (fake: SlackFake, { files, logger }: Outside): SlackParts => ({
  botToken: fake.token,
  signingSecret: fake.signingSecret,
  apiUrl: fake.apiUrl,
  files,
  logger,
  clock: systemClock,
  privateOnly: (language) => (language === 'en' ? 'Write to me alone.' : '请单独给我发消息。'),
  home: async () => ({
    title: '有1件事等着您',
    open: [{ label: 'AH-1 正在办', token: 'status c1' }],
    menu: [{ label: '反映问题', token: 'complain' }],
  }),
  sheet: async () => undefined,
  checkSheet: async () => ({ faults: {} }),
  waits: QUICK,
})

/** The fake Slack as a platform of the contract, by HTTP or by socket. */
export const slackPlatform = async (way: 'http' | 'socket', outside: Outside): Promise<Platform> => {
  const fake = await SlackFake.start({ rates: RATES })
  const people: Driver[] = []
  return {
    channel: () => {
      const parts = partsFor(fake, outside)
      const channel = slackChannel(way === 'http' ? parts : { ...parts, appToken: fake.appToken() })
      fake.listen((request) => channel.events(request))
      return channel
    },
    person: ({ name = '欧阳测试甲', language = 'zh-CN' } = {}) => {
      const person = driverOf(fake.user({ name, locale: language }))
      people.push(person)
      return person
    },
    faults: faultsOf(fake),
    violations: () => fake.violations,
    secrets: () => [
      fake.token,
      fake.signingSecret,
      'xapp-test',
      ...people.flatMap(({ name, address }) => [name, address, address.replace(`${TEAM}:`, '')]),
    ],
    downloads: () => fake.downloads,
    stop: () => fake.stop(),
  }
}

const driverOf = (user: FakeUser): Driver => ({
  address: `${TEAM}:${user.id}`,
  name: user.name,
  says: (text) => user.says(text),
  opens: (payload) => user.commands(payload === '' ? '' : `start ${payload}`),
  presses: (label) => user.presses(label),
  edits: (text) => user.edits(text),
  takesBack: () => user.takesBack(),
  sendsPlace: () => {},
  sendsPhotos: (photos, caption) =>
    user.sendsFiles(
      photos.map((bytes, n) => ({ bytes, name: `photo ${n}.png`, type: 'image/png' })),
      caption,
    ),
  sendsDocument: (bytes, file) => user.sendsFiles([{ bytes, ...file }]),
  sendsUnreadable: () => {},
  loses: (text) => user.loses(user.shown.find((each) => each.text === text)?.ts ?? ''),
  heard: () =>
    user.shown.map(({ text, buttons, files }) => ({ text, labels: buttons.map(({ label }) => label), files })),
})

const faultsOf = (fake: SlackFake): FaultDriver => {
  const to = ({ address }: Driver) => ({ user: address.replace(`${TEAM}:`, '') })
  return {
    blocked: () => {},
    gone: (person) => fake.deactivate(to(person).user),
    tooFast: (person, retryAfter, after = 0) =>
      void fake.inject({ fault: 'too-many-requests', retryAfter, after, ...to(person) }),
    serverError: (person) => void fake.inject({ fault: 'server-error', ...to(person) }),
    dropBefore: (person) => void fake.inject({ fault: 'drop-before', ...to(person) }),
    dropAfter: (person) => void fake.inject({ fault: 'drop-after', ...to(person) }),
    refuseToken: () => fake.revokeToken(),
    restoreToken: () => fake.restoreToken(),
    repeatUpdates: (count) => fake.deliveries.repeat(count),
    duplicateUpdates: (count) => fake.deliveries.duplicate(count),
  }
}
