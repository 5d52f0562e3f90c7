import type { Clock } from '../../../core/ports/clock.ts'
import type { SlackApi } from './api.ts'
import type { Said } from './incoming.ts'
import type { Languages } from './languages.ts'
import { modalOf } from './modal.ts'
import { actionsOf, escaped, section } from './outgoing.ts'
import type { SlackParts, Waits } from './parts.ts'
import { Remembered } from './remembered.ts'

const MOST_CHANNELS = 10_000
const MOST_HOMES = 20_000
const MOST_TRIGGERS = 1_000
/** How many home tabs are looked at in one go, the longest not looked at first. */
const LOOKS = 50

interface HomeTab {
  readonly user: string
  /** What it shows; absent when that is not known. */
  readonly shown?: string
}

/** What is done beside the conversation. Nobody waits for it and nothing depends on it, so failures are passed over. */
export class Aside {
  private readonly underway = new Set<Promise<void>>()
  private readonly told = new Set<string>()
  /** Whose home tab was looked at in the life of this process, and so is kept up to date. */
  private readonly homes = new Remembered<HomeTab>(MOST_HOMES)
  private readonly changed = new Set<string>()
  private readonly publishing = new Set<string>()
  private readonly triggers = new Remembered<true>(MOST_TRIGGERS)
  private readonly stop = new AbortController()

  constructor(
    private readonly api: SlackApi,
    private readonly languages: Languages,
    private readonly parts: Pick<SlackParts, 'privateOnly' | 'home' | 'sheet'> & {
      readonly clock: Clock
      readonly waits: Waits
    },
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
    this.homes.set(address, { user })
    this.try(() => this.publish(address))
  }

  /** Something was said or done in this chat: a home tab that was looked at is shown anew, once for however many changes. */
  refreshHome(address: string): void {
    if (this.homes.get(address) === undefined || this.changed.has(address)) return
    this.changed.add(address)
    this.try(async () => {
      await this.parts.clock.sleep(this.parts.waits.home, this.stop.signal)
      this.changed.delete(address)
      await this.publish(address)
    })
  }

  /**
   * Looks in turn at the home tabs that were opened, until `stopping`: what changed them may have been done in another
   * process, or have sent no message.
   */
  async watchHomes(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      await this.parts.clock.sleep(this.parts.waits.look, stopping)
      for (const address of this.homes.oldest(LOOKS)) {
        if (stopping.aborted) return
        await this.publish(address).catch(() => {})
      }
    }
  }

  /**
   * Opens the form that a press or command has just begun as a modal, where it is one for a modal. Its first question
   * stands in the chat as well, so that whatever goes wrong here loses nothing.
   */
  offerSheet({ address, trigger, act }: Said): void {
    const said = act.kind === 'press' ? act.token : act.kind === 'text' ? act.text : ''
    if (trigger === undefined || this.triggers.get(trigger) === true) return
    this.triggers.set(trigger, true)
    this.try(async () => {
      const sheet = await this.parts.sheet(address, said)
      const view = sheet === undefined ? undefined : modalOf(sheet)
      if (view !== undefined) await this.api.ask('views.open', (web) => web.views.open({ trigger_id: trigger, view }))
    })
  }

  /** Shows the home tab, unless that is what it shows already, or is just being done. */
  private async publish(address: string): Promise<void> {
    const home = this.homes.get(address)
    if (home === undefined || this.publishing.has(address)) return
    this.publishing.add(address)
    await this.publishAnew(address, home).finally(() => this.publishing.delete(address))
  }

  private async publishAnew(address: string, home: HomeTab): Promise<void> {
    // It comes to the end of the line, however this goes.
    this.homes.set(address, home)
    const { title, open, menu, done } = await this.parts.home(address, await this.languages.of(home.user))
    const waiting = [section(title), ...actionsOf(open, 'open')]
    const finished =
      done === undefined || done.items.length === 0 ? [] : [section(done.title), ...actionsOf(done.items, 'done')]
    const blocks = [...waiting, ...finished, { type: 'divider' as const }, ...actionsOf(menu, 'menu')]
    const shown = JSON.stringify(blocks)
    if (shown === home.shown) return
    const view = { type: 'home' as const, blocks }
    await this.api.ask('views.publish', (web) => web.views.publish({ user_id: home.user, view }))
    this.homes.set(address, { user: home.user, shown })
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
