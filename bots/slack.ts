import type { SlackChannel, SlackParts } from '../adapters/chat/slack/index.ts'
import type { Webhook } from '../adapters/http/index.ts'
import type { Language } from '../core/content/content.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import type { Configuration } from './config.ts'
import type { Opened } from './open.ts'

/** Where Slack posts events, presses and commands alike. */
const PATH = '/slack/events'

export interface SlackApp {
  readonly channel: SlackChannel
  /** The path of its requests and their handler; absent in Socket Mode. */
  readonly hook?: readonly [string, Webhook]
}

/** The Slack app, if one is configured. Its library is loaded only then. */
export const slackChannels = async (config: Configuration, opened: Opened): Promise<readonly SlackApp[]> => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = config
  if (botToken === undefined) return []
  const { application, outside, talking } = opened.program
  const { clock, files, content } = outside
  const parts: SlackParts = {
    botToken,
    ...(appToken === undefined ? {} : { appToken }),
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(config.SLACK_API_URL === undefined ? {} : { apiUrl: config.SLACK_API_URL }),
    ...{ files, clock, logger: opened.logger },
    privateOnly: (language) => content.say(languageOf(language), 'chat.private-only'),
    home: async (address, language) => {
      const chat = { channel: 'slack', address, language: languageOf(language) }
      const { title, items: open, done } = await application.execute(talking.home, chat, SYSTEM)
      const { items: menu } = await application.execute(talking.menu, chat, SYSTEM)
      return { title, open, menu, done }
    },
    sheet: async (address, said) =>
      (await application.execute(talking.sheet, { channel: 'slack', address, said }, SYSTEM)).sheet,
    checkSheet: (address, run, written) => {
      const answers = Object.entries(written).map(([field, words]) => [
        field,
        typeof words === 'string' ? words : [...words],
      ])
      const input = { channel: 'slack', address, run, written: Object.fromEntries(answers) }
      return application.execute(talking.checkSheet, input, SYSTEM)
    },
  }
  const { slackChannel } = await import('../adapters/chat/slack/index.ts')
  const channel = slackChannel(parts)
  return [appToken === undefined ? { channel, hook: [PATH, (request) => channel.events(request)] } : { channel }]
}

/** The language of the program that is nearest to a client's, such as `en-GB`. */
const languageOf = (locale: string | undefined): Language => {
  if (locale?.startsWith('en') === true) return 'en'
  return locale !== undefined && /^zh-(TW|HK|MO|Hant)/.test(locale) ? 'zh-TW' : 'zh-CN'
}
