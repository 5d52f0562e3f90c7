import type { Logger } from '../../../core/ports/logger.ts'
import type { Method } from './api.ts'
import { ApiFailure } from './api-failure.ts'

/** Tells operators what only they can mend, once when it begins and once when it is over. */
export class Standing {
  private trouble: 'token' | 'conflict' | undefined

  constructor(
    private readonly logger: Logger,
    private readonly names: { readonly channel: string; readonly variable: string },
  ) {}

  /** Whether only an operator can mend `error`. */
  failed(error: unknown): boolean {
    if (!(error instanceof ApiFailure) || (error.why !== 'token' && error.why !== 'conflict')) return false
    if (this.trouble === error.why) return true
    this.trouble = error.why
    const { channel, variable } = this.names
    if (error.why === 'token') {
      const cure = `Telegram does not take this bot's token. Ask BotFather for the current one, set ${variable}, and start again.`
      this.logger.error('telegram.token-refused', { channel, variable, status: error.status, cure })
    } else {
      const cure = 'Another program receives the messages of this bot. Stop it, or give it a bot of its own.'
      this.logger.error('telegram.conflict', { channel, variable, cure })
    }
    return true
  }

  /** A call was answered. A conflict is over only when a poll is. */
  fine(method: Method): void {
    if (this.trouble === undefined || (this.trouble === 'conflict' && method !== 'getUpdates')) return
    this.logger.info('telegram.mended', { channel: this.names.channel, trouble: this.trouble })
    this.trouble = undefined
  }
}
