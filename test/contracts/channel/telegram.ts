import type { TelegramChannel, TelegramParts } from '../../../adapters/chat/telegram/index.ts'
import { systemClock } from '../../../adapters/system/index.ts'
import type { RecordedMessage } from '../../support/telegram-fake/recorded.ts'
import { startTelegramFake, type TelegramFake } from '../../support/telegram-fake/telegram-fake.ts'
import type { FakeUser } from '../../support/telegram-fake/user.ts'
import type { Driver, FaultDriver, Outside, Platform } from './place.ts'

export type MakeTelegram = (parts: TelegramParts) => TelegramChannel

/** Short waits, so that a test need not. */
export const QUICK = { album: 150, poll: 20_000, first: 10, most: 50, slow: 50 }

export const partsFor = (fake: TelegramFake, { files, logger }: Outside): TelegramParts => ({
  token: fake.token,
  apiRoot: fake.apiRoot,
  files,
  logger,
  clock: systemClock,
  privateOnly: (language) => (language === 'en' ? 'Write to me alone.' : '请单独给我发消息。'),
  waits: QUICK,
})

/** The fake Telegram as a platform of the contract. */
export const telegramPlatform = async (make: MakeTelegram, outside: Outside): Promise<Platform> => {
  const fake = await startTelegramFake()
  const people: Driver[] = []
  return {
    channel: () => make(partsFor(fake, outside)),
    person: ({ name = '欧阳测试甲', language = 'zh-hans' } = {}) => {
      const person = driverOf(fake.user({ firstName: name, language }))
      people.push(person)
      return person
    },
    faults: faultsOf(fake),
    violations: () => fake.violations,
    secrets: () => [fake.token, ...people.flatMap(({ name, address }) => [name, address])],
    downloads: () => fake.counts.byMethod.getFile ?? 0,
    stop: () => fake.stop(),
  }
}

export const driverOf = (user: FakeUser): Driver => {
  let last: RecordedMessage | undefined
  return {
    address: String(user.id),
    name: user.firstName,
    says: (text) => {
      last = user.says(text)
    },
    opens: (payload) => void (payload === '' ? user.starts() : user.startsWith(payload)),
    presses: (label) => void user.presses(label),
    edits: (text) => {
      if (last !== undefined) user.edits(last, text)
    },
    takesBack: () => {
      if (last !== undefined) user.deletes(last)
    },
    sendsPlace: (lat, lng) => void user.sendsLocation(lat, lng),
    sendsPhotos: (photos, caption) =>
      void user.sendsPhotos(
        photos.map((bytes, n) => (n === 0 && caption !== undefined ? { bytes, caption } : { bytes })),
      ),
    sendsDocument: (bytes, { name, type, ...pretend }) =>
      void user.sendsDocument(bytes, { name, mime: type, ...pretend }),
    sendsUnreadable: (what) => {
      if (what === 'voice') user.sendsVoice()
      if (what === 'sticker') user.sendsSticker()
      if (what === 'video') user.sendsVideo(Buffer.from('film'))
      if (what === 'contact') user.sendsContact()
    },
    loses: (text) => {
      const lost = user.heard().find((each) => each.text === text)
      if (lost !== undefined) user.deletes(lost)
    },
    heard: () =>
      user.heard().map(({ text, caption, attachment, replyMarkup }) => ({
        text: text ?? caption ?? '',
        labels: labelsOf(replyMarkup),
        files: attachment === undefined ? [] : [{ name: attachment.name ?? '', size: attachment.size }],
      })),
  }
}

const labelsOf = (markup: RecordedMessage['replyMarkup']): readonly string[] => {
  const rows = markup?.inline_keyboard
  if (!Array.isArray(rows)) return []
  return rows.flat().flatMap((button: unknown) => {
    const named = typeof button === 'object' && button !== null && 'text' in button
    return named ? [String(button.text)] : []
  })
}

const faultsOf = (fake: TelegramFake): FaultDriver => {
  const chat = (person: Driver) => ({ chat: Number(person.address) })
  return {
    blocked: (person) => void fake.inject({ fault: 'blocked', ...chat(person) }),
    gone: (person) => void fake.inject({ fault: 'deactivated', ...chat(person) }),
    tooFast: (person, retryAfter, after = 0) =>
      void fake.inject({ fault: 'too-many-requests', retryAfter, after, ...chat(person) }),
    serverError: (person) => void fake.inject({ fault: 'server-error', ...chat(person) }),
    dropBefore: (person) => void fake.inject({ fault: 'drop-before', ...chat(person) }),
    dropAfter: (person) => void fake.inject({ fault: 'drop-after', ...chat(person) }),
    refuseToken: () => fake.revokeToken(),
    restoreToken: () => fake.restoreToken(),
    repeatUpdates: (count) => void fake.repeatUpdates(count),
    duplicateUpdates: (count) => fake.duplicateUpdates(count),
  }
}
