import type { Clock } from '../../../core/ports/clock.ts'
import type { Files } from '../../../core/ports/files.ts'
import type { Logger } from '../../../core/ports/logger.ts'

export interface TelegramParts {
  /** What BotFather gave. */
  readonly token: string
  /** The variable that the token came from, for the operator: `TELEGRAM_BOT_TOKEN` unless given. */
  readonly tokenVariable?: string
  /** Telegram's own server unless given, without a slash at the end. */
  readonly apiRoot?: string
  /** What the channel is called: `telegram` unless given. Two bots need two names. */
  readonly name?: string
  /** Receives by webhook instead of polling. */
  readonly webhook?: WebhookPart
  /** Where the bytes of a message's files lie. */
  readonly files: Pick<Files, 'get'>
  readonly clock: Clock
  readonly logger: Logger
  /** What a group hears once: this program talks with one person at a time. `language` is the platform's, BCP 47. */
  privateOnly(language: string | undefined): string
  readonly waits?: Partial<Waits>
  /** Where Telegram allows more than its usual limits, as for paid broadcasts or a Bot API server of one's own. */
  readonly pace?: { readonly perSecond: number; readonly perChatPerSecond: number }
}

export interface WebhookPart {
  /** The public address of the route that is given to `webhook`, such as `https://office.example/telegram/citizen`. */
  readonly url: string
  /** `A-Z a-z 0-9 _ -`, at most 256. */
  readonly secret: string
}

/** In milliseconds. */
export interface Waits {
  /** How long the next photo of an album may be in coming. */
  readonly album: number
  /** How long Telegram holds a poll that has nothing to say. */
  readonly poll: number
  /** The first wait after a failure; each next one is twice as long, at most `most`. */
  readonly first: number
  readonly most: number
  /** The wait after a failure that only an operator can mend. */
  readonly slow: number
}

export const WAITS: Waits = { album: 400, poll: 30_000, first: 500, most: 30_000, slow: 30_000 }

export const API_ROOT = 'https://api.telegram.org'
