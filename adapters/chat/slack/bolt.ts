import { App, type Receiver } from '@slack/bolt'
import type { Logger } from '../../../core/ports/logger.ts'
import { HUSHED } from './hushed.ts'
import { type Entry, Gathered, type Reception, type Verdict } from './reception.ts'

/** Hands over what Slack sent. Resolves within three seconds with what Slack is to be told. */
export type Dispatch = (body: Readonly<Record<string, unknown>>, retry?: number) => Promise<Verdict>

export interface SheetTaken {
  readonly entry?: Entry | undefined
  readonly answer?: Record<string, unknown>
}

/** What is done with each kind of body. An entry decides what Slack is told; what has none is answered at once. */
export interface Listeners {
  message(body: unknown): Entry | undefined
  mention(body: unknown): void
  home(body: unknown): void
  press(body: unknown): Entry | undefined
  command(body: unknown): Entry | undefined
  /** A modal: what Slack is to show in it instead of closing it, or what is dealt with. */
  sheet(body: unknown): Promise<SheetTaken>
}

/** Bolt between Slack and the listeners: it tells apart what comes, by HTTP and by socket alike. */
export const boltDispatch = (
  listeners: Listeners,
  parts: { readonly logger: Logger; readonly running: () => Reception | undefined },
): Dispatch => {
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} }
  const app = new App({
    receiver,
    logger: HUSHED,
    // Nothing is called on behalf of a listener, so that Bolt needs no token and asks Slack for none.
    authorize: async () => ({}),
    // Both keep state that would grow; bots are told apart by what their messages say.
    convoStore: false,
    ignoreSelf: false,
  })
  app.event('message', async ({ body, context }) => gather(context.gathered, listeners.message(body)))
  app.event('app_mention', async ({ body }) => listeners.mention(body))
  app.event('app_home_opened', async ({ body }) => listeners.home(body))
  app.action(/.*/, async ({ ack, body, context }) => {
    await ack()
    gather(context.gathered, listeners.press(body))
  })
  app.command(/.*/, async ({ ack, body, context }) => {
    await ack()
    gather(context.gathered, listeners.command(body))
  })
  const sheet = async (body: unknown, gathered: unknown): Promise<void> => {
    if (!(gathered instanceof Gathered)) return
    try {
      const { entry, answer } = await listeners.sheet(body)
      gather(gathered, entry)
      gathered.answer = answer
    } catch {
      // The modal stays open with all that was written in it.
      gathered.failed = true
    }
  }
  app.view(/.*/, ({ body, context }) => sheet(body, context.gathered))
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ body, context }) => sheet(body, context.gathered))
  app.error(async (error) => parts.logger.error('slack.unreadable', { why: error.code }))

  return async (body, retry) => {
    const reception = parts.running()
    if (reception === undefined || reception.stopping.aborted) return 'again'
    const gathered = new Gathered()
    const gathering = app.processEvent({
      body,
      // Slack is told when it is known what became of it, not when Bolt would tell it.
      ack: async () => {},
      customProperties: { gathered },
      ...(retry === undefined ? {} : { retryNum: retry }),
    })
    return reception.verdict(gathered, gathering)
  }
}

/** Bolt's context is untyped; `gathered` is what `processEvent` was given above. */
const gather = (gathered: unknown, entry: Entry | undefined): void => {
  if (entry !== undefined && gathered instanceof Gathered) gathered.entries.push(entry)
}
