import type { NodeHandler } from '../adapters/http/index.ts'
import type { Channel } from '../core/ports/channel.ts'
import type { Configuration } from './config.ts'
import type { Opened } from './open.ts'

export interface TelegramFace {
  readonly channel: Channel
  readonly path: string
  readonly handler?: NodeHandler
}

/** The Telegram bots that are configured. */
export const telegramChannels = async (_config: Configuration, _opened: Opened): Promise<readonly TelegramFace[]> => []
