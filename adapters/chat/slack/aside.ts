import type { Clock } from '../../../core/ports/clock.ts'
import type { SlackApi } from './api.ts'
import type { Languages } from './languages.ts'
import { actionsOf, escaped, section } from './outgoing.ts'
import type { SlackParts, Waits } from './parts.ts'
import { Remembered } from './remembered.ts'

const MOST_CHANNELS = 10_000
const MOST_HOMES = 20_000

/** What is done beside the conversation. Nobody waits for it and nothing depends on it, so failures are passed over. */
export class Aside {
  private readonly underway = new Set<Promise<void>>()
  private readonly told = new Set<string>()
  /** Whose home tab was looked at in the life of this process, and so is kept up to date. */
  private readonly homes = new Remembered<string>(MOST_HOMES)
  private readonly changed = new Set<string>()
  private readonly stop = new AbortController()

  constructor(
    private readonly api: SlackApi,
    private readonly languages: Languages,
    private readonly parts: Pick<SlackParts, 'privateOnly' | 'home'> & { readonly clock: Clock; readonly waits: Waits },
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

  /** Shows what waits for the person, and what they can do, in their home tab; from now on it is kept up to date. */
  showHome({ user, address }: { user: string; address: string }): void {
    this.homes.set(address, user)
    this.try(() => this.publish(address, user))
  }

  /** Something was said or done in this chat: a home tab that was looked at is shown anew, once for however many changes. */
  refreshHome(address: string): void {
    const user = this.homes.get(address)
    if (user === undefined || this.changed.has(address)) return
    this.changed.add(address)
    this.try(async () => {
      await this.parts.clock.sleep(this.parts.waits.home, this.stop.signal)
      this.changed.delete(address)
      await this.publish(address, user)
    })
  }

  private async publish(address: string, user: string): Promise<void> {
    const { title, open, menu } = await this.parts.home(address, await this.languages.of(user))
    const waiting = [section(title), ...actionsOf(open, 'open')]
    const blocks = [...waiting, { type: 'divider' as const }, ...actionsOf(menu, 'menu')]
    await this.api.ask('views.publish', (web) => web.views.publish({ user_id: user, view: { type: 'home', blocks } }))
  }

  /** Resolves when nothing is under way any more. */
  async done(): Promise<void> {
    this.stop.abort()
    await Promise.all(this.underway)
  }

  private try(act: () => Promise<void>): void {
    const work = act()
      .catch(() => {})
      .finally(() => this.underway.delete(work))
    this.underway.add(work)
  }
}
