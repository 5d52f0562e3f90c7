import type { Message } from '../../../core/messaging/message.ts'
import { isBlank } from '../../../core/messaging/split.ts'
import {
  type Channel,
  type Incoming,
  NotEditable,
  Refused,
  type Sent,
  Unavailable,
  Unreachable,
} from '../../../core/ports/channel.ts'
import { DAY, later } from '../../../core/ports/clock.ts'
import { landedAt, referenceOf } from '../reference.ts'
import type { WebFile } from './documents.ts'
import { Inbox, type InboxParts, type NewMessage } from './inbox.ts'

/** How long a session that nobody uses is kept. */
export const KEPT_DAYS = 30

/** The web chat as a channel: what it sends waits in the session's inbox until the page fetches it. */
export interface WebChannel extends Channel {
  readonly name: 'web'
  readonly inbox: Inbox
  /**
   * Puts a message into the inbox of `address`. With the same `delivery` again it is not said twice.
   * @throws Unreachable `gone` when the session is over | Refused when the text is too long | StoreUnavailable
   */
  send(address: string, message: Message, delivery?: string): Promise<Sent>
  edit(address: string, reference: string, message: Message, delivery: string): Promise<Sent>
  /** Gives what the page sent to the core. @throws Unavailable before `start` and after the stop */
  receive(incoming: Incoming): Promise<void>
  /** Takes away what was said so far in the chat of `address`, here and on the page. */
  clear(address: string): Promise<void>
  /** Forgets sessions that nobody has used for `KEPT_DAYS`; returns how many. */
  prune(): Promise<number>
  /** Ends the open streams: the server that carries them is closing. */
  endStreams(): void
  /** Aborted when streams must end. */
  readonly stopping: AbortSignal
}

const TEXT_LENGTH = 20_000

/** @throws Refused */
const refuseOdd = ({ text, choices = [], files = [] }: Message): void => {
  if (text.length > TEXT_LENGTH) throw new Refused('the text is too long for the web chat')
  if (isBlank(text) && choices.length === 0 && files.length === 0) throw new Refused('the message says nothing')
}

/** Makes the web chat's channel; `webChatRoutes` is the way to it. */
export const webChannel = (parts: InboxParts): WebChannel => {
  const inbox = new Inbox(parts)
  const stopping = new AbortController()
  const underway = new Set<Promise<void>>()
  let receiver: ((incoming: Incoming) => Promise<void>) | undefined

  const filesOf = async (message: Message): Promise<readonly WebFile[]> => {
    const files: WebFile[] = []
    for (const { file, name, type } of message.files ?? []) {
      files.push({ file, name, type, size: (await parts.files.get(file))?.byteLength ?? 0 })
    }
    return files
  }

  const writtenOf = async (message: Message): Promise<NewMessage> => {
    const { text, choices, wants, sensitive } = message
    const files = await filesOf(message)
    return {
      from: 'office',
      text: text.toWellFormed(),
      ...(choices === undefined || choices.length === 0
        ? {}
        : { choices: choices.map((choice) => ({ ...choice, label: choice.label.toWellFormed() })) }),
      ...(files.length === 0 ? {} : { files }),
      ...(wants === undefined ? {} : { wants }),
      ...(sensitive === undefined ? {} : { sensitive }),
    }
  }

  return {
    name: 'web',
    can: { choices: true, files: true, textLength: TEXT_LENGTH, perSecond: 1_000, perChatPerSecond: 50 },
    inbox,
    stopping: stopping.signal,
    endStreams: () => stopping.abort(),
    send: async (address, message, delivery) => {
      refuseOdd(message)
      const added = await inbox.addOffice(inbox.sessions.idOf(address), await writtenOf(message), delivery)
      if (added === undefined) throw new Unreachable('gone')
      return { ids: [String(added.seq)], reference: referenceOf([{ as: 'text', ids: [added.key] }], message) }
    },
    edit: async (address, reference, message, delivery) => {
      refuseOdd(message)
      const session = inbox.sessions.idOf(address)
      const [key = ''] = landedAt(reference, message).flatMap(({ ids }) => ids)
      const edited = await inbox.edit(session, key, await writtenOf(message), delivery)
      if (edited !== undefined) return { ids: [String(edited.seq)], reference }
      throw (await inbox.sessions.isOpen(session)) ? new NotEditable('gone') : new Unreachable('gone')
    },
    start: async (receive) => {
      receiver = receive
      return async () => {
        receiver = undefined
        stopping.abort()
        await Promise.allSettled(underway)
      }
    },
    receive: async (incoming) => {
      if (receiver === undefined) throw new Unavailable('the web chat takes no messages now')
      const work = receiver(incoming)
      underway.add(work)
      await work.finally(() => underway.delete(work))
    },
    clear: async (address) => {
      await inbox.clear(inbox.sessions.idOf(address))
    },
    prune: () => inbox.prune(later(parts.clock.now(), -KEPT_DAYS * DAY).slice(0, 10)),
  }
}
