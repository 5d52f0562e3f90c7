import type { Clock } from '../../../core/ports/clock.ts'
import type { SlackApi } from './api.ts'
import { ApiFailure } from './api-failure.ts'
import { Remembered } from './remembered.ts'

const MOST = 20_000
/** A message is not kept waiting longer for the language of whoever wrote it. */
const PATIENCE = 800

/** The languages of people's clients, such as `zh-CN`. Events do not tell it, so each person is looked up once. */
export class Languages {
  private readonly known = new Remembered<Promise<string | undefined>>(MOST)

  constructor(
    private readonly api: SlackApi,
    private readonly clock: Clock,
  ) {}

  /** Undefined when Slack does not tell, or not soon. */
  async of(user: string): Promise<string | undefined> {
    const asked = this.known.get(user) ?? this.ask(user)
    this.known.set(user, asked)
    const done = new AbortController()
    const late = this.clock.sleep(PATIENCE, done.signal).then(() => undefined)
    try {
      return await Promise.race([asked, late])
    } finally {
      done.abort()
    }
  }

  private async ask(user: string): Promise<string | undefined> {
    try {
      const found = await this.api.ask('users.info', (web) => web.users.info({ user, include_locale: true }))
      return found.user?.locale
    } catch (error) {
      // Without the scope every further question would fail as well.
      if (!(error instanceof ApiFailure) || error.code !== 'missing_scope') this.known.delete(user)
      return undefined
    }
  }
}
