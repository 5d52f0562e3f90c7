import type { Logger } from '../../../core/ports/logger.ts'
import { ApiFailure, type Why } from './api-failure.ts'

const CURES: Readonly<Partial<Record<Why, readonly [event: string, cure: string]>>> = {
  token: [
    'slack.token-refused',
    'Slack does not take the token. Install the app in the workspace again, set SLACK_BOT_TOKEN (and SLACK_APP_TOKEN), and start again.',
  ],
  'tab-off': [
    'slack.messages-tab-off',
    'People can not write to the app. Switch the Messages tab on under App Home in the settings of the app.',
  ],
  scope: [
    'slack.scope-missing',
    'The app may not send files. Add the scopes files:write and files:read, and install it again.',
  ],
}

/** Tells operators what only they can mend, once when it begins and once when it is over. */
export class Standing {
  private trouble: Why | undefined

  constructor(private readonly logger: Logger) {}

  /** Whether only an operator can mend `error`. */
  failed(error: unknown): boolean {
    const told = error instanceof ApiFailure ? CURES[error.why] : undefined
    if (!(error instanceof ApiFailure) || told === undefined) return false
    if (this.trouble === error.why) return true
    this.trouble = error.why
    const [event, cure] = told
    this.logger.error(event, { method: error.method, cure })
    return true
  }

  /** A message was taken. */
  fine(): void {
    if (this.trouble === undefined) return
    this.logger.info('slack.mended', { trouble: this.trouble })
    this.trouble = undefined
  }
}
