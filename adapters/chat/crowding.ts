import { TooFast } from '../../core/ports/channel.ts'

/** Within how many milliseconds refusals of how many chats mean that the bot as a whole is too fast. */
const WHILE = 1_000
const SEVERAL = 3

/** Telegram does not say whether one chat or the whole bot was too fast: several chats at once mean the bot. */
export class Crowding {
  private readonly refusedAt = new Map<string, number>()

  /** @param now in milliseconds */
  tooFast(chat: string, retryAfter: number, now: number): TooFast {
    for (const [other, at] of this.refusedAt) if (now - at > WHILE) this.refusedAt.delete(other)
    this.refusedAt.set(chat, now)
    return new TooFast(retryAfter, this.refusedAt.size >= SEVERAL ? 'channel' : 'chat')
  }
}
