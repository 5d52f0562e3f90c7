import type { Channel, Incoming } from '../../../core/ports/channel.ts'
import { SlackApi } from './api.ts'
import { Aside } from './aside.ts'
import { boltDispatch, type Listeners, type SheetTaken } from './bolt.ts'
import { Courier } from './courier.ts'
import { DirectMessages } from './direct-messages.ts'
import { eventsHandler } from './http-events.ts'
import {
  channelOf,
  commandSaid,
  homeOpened,
  messageSaid,
  pressSaid,
  type Said,
  type SheetSaid,
  sheetSaid,
} from './incoming.ts'
import { fileReader } from './incoming-files.ts'
import { Languages } from './languages.ts'
import { TEXT_LENGTH } from './outgoing.ts'
import { API_URL, type SlackParts, WAITS } from './parts.ts'
import { type Entry, Reception } from './reception.ts'
import { Sockets } from './sockets.ts'
import { Standing } from './standing.ts'

const NAME = 'slack'

/** Slack as a channel: direct messages between one person and the app. */
export interface SlackChannel extends Channel {
  /**
   * Takes what Slack posts to the app's request address, for events, presses and commands alike. Answers 503 before
   * `start` and after the stop, and 404 in Socket Mode.
   */
  events(request: Request): Promise<Response>
}

/** Receives by Socket Mode when there is an `appToken`, else by HTTP. @throws Error when there is neither way in */
export const slackChannel = (parts: SlackParts): SlackChannel => {
  const { clock, logger, signingSecret, appToken, botToken } = parts
  const apiUrl = `${(parts.apiUrl ?? API_URL).replace(/\/+$/, '')}/`
  const waits = { ...WAITS, ...parts.waits }
  const api = new SlackApi(botToken, apiUrl)
  const standing = new Standing(logger)
  const direct = new DirectMessages(api)
  const languages = new Languages(api, clock)
  const courier = new Courier(api, parts, { standing, direct })
  const aside = new Aside(api, languages, { ...parts, waits })
  const readFile = fileReader({ apiUrl, botToken })
  let running: Reception | undefined

  const taken = (said: Said | undefined): Entry | undefined => {
    if (said === undefined) return undefined
    if (said.direct !== undefined) direct.learn(said.address, said.direct)
    const entry = running?.take(said.address, said.id, async () => incomingOf(said, await languages.of(said.user)))
    // The question in the chat comes first: it stands there whatever becomes of the modal.
    entry?.done.then(() => aside.offerSheet(said)).catch(() => {})
    return entry
  }
  /** Faults are shown in the modal, which stays as it is; what is right is dealt with as everything else. */
  const sheetTaken = async (said: SheetSaid | undefined): Promise<SheetTaken> => {
    if (said?.written === undefined) return { entry: taken(said) }
    const { faults, over } = await parts.checkSheet(said.address, said.run, said.written)
    const errors = over === undefined ? faults : { [said.first]: over }
    if (Object.keys(errors).length === 0) return { entry: taken(said) }
    return { answer: { response_action: 'errors', errors } }
  }
  const tellChannel = (body: unknown): void => {
    const place = channelOf(body)
    if (place !== undefined) aside.tellChannel(place)
  }
  const listeners: Listeners = {
    message: (body) => {
      const said = messageSaid(body, readFile)
      if (said !== 'aside') return taken(said)
      tellChannel(body)
      return undefined
    },
    mention: tellChannel,
    home: (body) => {
      const opened = homeOpened(body)
      if (opened === undefined) return
      if (opened.direct !== undefined) direct.learn(opened.address, opened.direct)
      aside.showHome(opened)
    },
    press: (body) => taken(pressSaid(body)),
    command: (body) => taken(commandSaid(body)),
    sheet: (body) => sheetTaken(sheetSaid(body)),
  }
  const dispatch = boltDispatch(listeners, { logger, running: () => running })

  return {
    name: NAME,
    // Slack allows "several hundred messages a minute" in a workspace, and one a second in a conversation.
    can: { choices: true, files: true, textLength: TEXT_LENGTH, perSecond: 5, perChatPerSecond: 1 },
    send: async (address, message, delivery) => {
      const sent = await courier.send(address, message, delivery)
      aside.refreshHome(address)
      return sent
    },
    edit: (address, reference, message) => courier.edit(address, reference, message),
    start: async (receive) => {
      const reception = new Reception({ clock, logger, waits, receive })
      running = reception
      const sockets =
        appToken === undefined ? undefined : new Sockets({ clock, logger, waits, standing, appToken, apiUrl, dispatch })
      const watching = aside.watchHomes(reception.stopping)
      let receiving: Promise<void> | undefined
      // A Slack that is away keeps nobody from starting.
      if (sockets !== undefined) {
        await new Promise<void>((tried) => {
          receiving = sockets.run(reception.stopping, tried)
        })
      }
      return async () => {
        reception.halt()
        await reception.idle()
        await watching
        await aside.done()
        await sockets?.close()
        await receiving
        if (running === reception) running = undefined
      }
    },
    events: eventsOf({ signingSecret, appToken }, (secret) =>
      eventsHandler({ signingSecret: secret, clock, dispatch }),
    ),
  }
}

const incomingOf = ({ id, address, act }: Said, language: string | undefined): Incoming => ({
  id,
  channel: NAME,
  address,
  ...(language === undefined ? {} : { language }),
  act,
})

const eventsOf = (
  { signingSecret, appToken }: { readonly signingSecret: string | undefined; readonly appToken: string | undefined },
  make: (secret: string) => SlackChannel['events'],
): SlackChannel['events'] => {
  if (appToken !== undefined) return async () => new Response(null, { status: 404 })
  if (signingSecret === undefined) {
    throw new Error('Slack needs a signing secret, by which its requests are known, or an app token for Socket Mode.')
  }
  return make(signingSecret)
}
