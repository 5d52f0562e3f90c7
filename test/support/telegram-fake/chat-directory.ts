import { Chat, type Person, type Standing } from './chat.ts'
import { badRequest, forbidden } from './failure.ts'
import type { Payload } from './payload.ts'

/** Every private chat the bot could write to. */
export class ChatDirectory {
  readonly #chats = new Map<number, Chat>()
  readonly #keep: number
  #nextId = 700_000_001

  /** @param keep messages that each chat remembers */
  constructor(keep: number) {
    this.#keep = keep
  }

  join(person: Partial<Person>, standing: Standing): Chat {
    const id = person.id ?? this.#nextId++
    if (this.#chats.has(id)) throw new Error(`The user ${id} exists already.`)
    const chat = new Chat({ ...person, id, firstName: person.firstName ?? `User ${id}` }, standing, this.#keep)
    this.#chats.set(id, chat)
    return chat
  }

  /** The chat a call names, whatever its standing. @throws Failure 400 */
  known(payload: Payload, field = 'chat_id'): Chat {
    const chat = this.#chats.get(Number(payload[field]))
    if (chat === undefined) throw badRequest('chat not found')
    return chat
  }

  /** The chat a call names, if the bot may write there now. @throws Failure 400 or 403 */
  reachable(payload: Payload): Chat {
    const chat = this.known(payload)
    if (chat.standing === 'blocked') throw forbidden('bot was blocked by the user')
    if (chat.standing === 'deactivated') throw forbidden('user is deactivated')
    if (chat.standing === 'not-started') throw forbidden("bot can't initiate conversation with a user")
    return chat
  }
}
