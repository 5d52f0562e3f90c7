import type { Context } from 'hono'
import type { Language } from '../../../core/content/content.ts'
import type { Logger } from '../../../core/ports/logger.ts'
import type { WebChannel } from './channel.ts'
import type { StreamLimits } from './events.ts'
import type { InboxParts } from './inbox.ts'
import type { PageTexts } from './page.ts'

/** One line of the page's menu. */
export interface MenuItem {
  readonly label: string
  /** What a press brings back. */
  readonly token: string
  readonly hint?: string
}

export interface WebChatParts extends InboxParts {
  readonly channel: WebChannel
  readonly logger: Logger
  /** Where people find this program, such as `https://chat.example.org/`: cookies are secure when it is https. */
  readonly publicUrl: string
  readonly words: PageTexts
  /** The commands that whoever writes from `address` finds in the menu. */
  menu(address: string, language: Language): Promise<readonly MenuItem[]>
  /** Called when a language was chosen on the page, so that the conversation can go on in it. */
  languageChosen?(address: string, language: Language): Promise<void>
  readonly language: {
    /** The language of a request. */
    of(c: Context): Language
    /** The name of the cookie that `of` reads. */
    readonly cookie: string
  }
  /** The network address that a request comes from: kept in memory for a minute, for the limits alone. */
  clientOf(c: Context): string
  /** The folder of the page; by default the one beside this file. */
  readonly page?: URL
  readonly streams?: Partial<StreamLimits>
}
