import type { Sheet } from '../../../core/conversation/index.ts'
import type { Act } from '../../../core/ports/channel.ts'
import type { Clock } from '../../../core/ports/clock.ts'
import type { Files } from '../../../core/ports/files.ts'
import type { Logger } from '../../../core/ports/logger.ts'

export interface SlackParts {
  /** The bot's token, `xoxb-…`. */
  readonly botToken: string
  /** Proves that a request comes from Slack. Needed unless there is an `appToken`. */
  readonly signingSecret?: string
  /** `xapp-…`: receives by Socket Mode, over a connection that this program opens. */
  readonly appToken?: string
  /** Slack's own unless given, such as `https://slack.com/api/`. */
  readonly apiUrl?: string
  /** Where the bytes of a message's files lie. */
  readonly files: Pick<Files, 'get'>
  readonly clock: Clock
  readonly logger: Logger
  /** What a channel or a group hears once: this program talks with one person at a time. `language`: BCP 47. */
  privateOnly(language: string | undefined): string
  /** What the home tab shows to whoever writes from `address`: what waits for them, and what they can do. */
  home(address: string, language: string | undefined): Promise<Home>
  /** The form that `said` (a button's token, or words) has just begun in the chat of `address`, as one sheet. */
  sheet(address: string, said: string): Promise<Sheet | undefined>
  /** What is wrong with a sheet, by field; `over` says why nothing of it is taken any more. */
  checkSheet(address: string, run: string, written: Written): Promise<SheetFaults>
  readonly waits?: Partial<Waits>
}

export type Written = NonNullable<Extract<Act, { kind: 'sheet' }>['written']>

export interface SheetFaults {
  readonly faults: Readonly<Record<string, string>>
  readonly over?: string | undefined
}

export type { Sheet }

export interface Home {
  /** One sentence: how much waits. */
  readonly title: string
  readonly open: readonly MenuItem[]
  readonly menu: readonly MenuItem[]
  /** What they finished last, under a title of its own. */
  readonly done?: { readonly title: string; readonly items: readonly MenuItem[] }
}

export interface MenuItem {
  readonly label: string
  /** What a press brings back. */
  readonly token: string
}

/** In milliseconds. */
export interface Waits {
  /** After this Slack gets its answer, whatever is still to do: it gives up after three seconds. */
  readonly answer: number
  /** The first wait after a failure; each next one is twice as long, at most `most`. */
  readonly first: number
  readonly most: number
  /** The wait after a failure that only an operator can mend. */
  readonly slow: number
  /** How long changes are gathered before a home tab is shown anew. */
  readonly home: number
  /** How often home tabs are looked at for what no message told. */
  readonly look: number
}

export const WAITS: Waits = { answer: 2_500, first: 200, most: 30_000, slow: 30_000, home: 1_000, look: 5_000 }

export const API_URL = 'https://slack.com/api/'
