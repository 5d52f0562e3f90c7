import type { SlackApi } from './api.ts'
import type { Languages } from './languages.ts'
import { actionsOf, escaped } from './outgoing.ts'
import type { SlackParts } from './parts.ts'

const MOST_CHANNELS = 10_000

/** What is done beside the conversation. Nobody waits for it and nothing depends on it, so failures are passed over. */
export class Aside {
  private readonly underway = new Set<Promise<void>>()
  private readonly told = new Set<string>()

  constructor(
    private readonly api: SlackApi,
    private readonly languages: Languages,
    private readonly parts: Pick<SlackParts, 'privateOnly' | 'menu'>,
  ) {}

  /** Tells a channel once that this program talks with one person at a time. */
  tellChannel({ channel, user }: { channel: string; user?: string }): void {
    if (this.told.has(channel) || this.told.size >= MOST_CHANNELS) return
    this.told.add(channel)
    this.try(async () => {
      const text = escaped(this.parts.privateOnly(user === undefined ? undefined : await this.languages.of(user)))
      await this.api.ask('chat.postMessage', (web) => web.chat.postMessage({ channel, text, unfurl_links: false }))
    })
  }

  /** Shows what the person can do as buttons of their home tab. */
  showHome({ user, address }: { user: string; address: string }): void {
    this.try(async () => {
      const items = await this.parts.menu(address, await this.languages.of(user))
      const blocks = [...actionsOf(items)]
      await this.api.ask('views.publish', (web) => web.views.publish({ user_id: user, view: { type: 'home', blocks } }))
    })
  }

  /** Resolves when nothing is under way any more. */
  async done(): Promise<void> {
    await Promise.all(this.underway)
  }

  private try(act: () => Promise<void>): void {
    const work = act()
      .catch(() => {})
      .finally(() => this.underway.delete(work))
    this.underway.add(work)
  }
}
