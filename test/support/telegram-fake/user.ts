import { apiChat, apiUser } from './api-message.ts'
import type { Chat } from './chat.ts'
import { cut, formatted } from './client-text.ts'
import { seconds } from './clock.ts'
import type { NewFile } from './files.ts'
import { START_PAYLOAD } from './limits/links.ts'
import { type Json, rowsOf, stringOf } from './payload.ts'
import { type Press, press } from './press.ts'
import type { AttachmentKind, Content, RecordedMessage } from './recorded.ts'
import { type Patience, waitFor } from './waiting.ts'
import { say, show, type World } from './world.ts'

export type PhotoToSend = { bytes: Uint8Array; caption?: string }
export type DocumentToSend = { name?: string; mime?: string; caption?: string; pretendSize?: number }

/** A person with a Telegram client, for tests to act as. */
export class FakeUser {
  readonly #world: World
  readonly #chat: Chat
  #seenUpTo = 0
  #albums = 0

  constructor(world: World, chat: Chat) {
    this.#world = world
    this.#chat = chat
  }

  get id(): number {
    return this.#chat.id
  }

  get firstName(): string {
    return this.#chat.person.firstName
  }

  /** Sends a text; one above 4,096 characters goes as several messages, of which the last is returned. */
  says(text: string, { replyTo }: { replyTo?: RecordedMessage } = {}): RecordedMessage {
    const sent = cut(text).map((part) => this.#send({ text: formatted(part), replyTo: replyTo?.id }))
    const last = sent.at(-1)
    if (last === undefined) throw new Error('A client does not send an empty text.')
    return last
  }

  /** Opens the bot by its bare address. */
  starts(): RecordedMessage {
    return this.says('/start')
  }

  /** Opens the bot by a deep link. @throws Error for a payload that no link can carry */
  startsWith(payload: string): RecordedMessage {
    if (!START_PAYLOAD.test(payload)) throw new Error(`No deep link can carry the payload ${payload}.`)
    return this.says(`/start ${payload}`)
  }

  sendsPhoto(bytes: Uint8Array, { caption }: { caption?: string } = {}): RecordedMessage {
    return this.#sendFile({ kind: 'photo', bytes }, caption)
  }

  /** Sends an album: one message a photo, all with the same media group. */
  sendsPhotos(photos: readonly (Uint8Array | PhotoToSend)[]): RecordedMessage[] {
    const mediaGroupId = `${this.id}-${++this.#albums}`
    return photos.map((photo) => {
      const { bytes, caption } = photo instanceof Uint8Array ? { bytes: photo, caption: undefined } : photo
      return this.#sendFile({ kind: 'photo', bytes }, caption, { mediaGroupId })
    })
  }

  /** `pretendSize` claims a size in bytes that the test need not hold in memory. */
  sendsDocument(bytes: Uint8Array, { caption, ...file }: DocumentToSend = {}): RecordedMessage {
    return this.#sendFile({ kind: 'document', bytes, ...file }, caption)
  }

  sendsVoice(bytes: Uint8Array = Buffer.from('OggS')): RecordedMessage {
    return this.#sendFile({ kind: 'voice', bytes })
  }

  sendsVideo(bytes: Uint8Array, { caption, ...file }: DocumentToSend = {}): RecordedMessage {
    return this.#sendFile({ kind: 'video', bytes, mime: 'video/mp4', ...file }, caption)
  }

  sendsSticker(): RecordedMessage {
    return this.#sendFile({ kind: 'sticker', bytes: Buffer.from('RIFF0000WEBP') })
  }

  sendsLocation(latitude: number, longitude: number): RecordedMessage {
    return this.#send({ location: { latitude, longitude } })
  }

  /** Shares a contact: the person's own unless another is given. */
  sendsContact(contact: { phone?: string; firstName?: string; userId?: number } = {}): RecordedMessage {
    const { phone = '+8613800000000', firstName = this.firstName, userId = this.id } = contact
    return this.#send({ contact: { phone_number: phone, first_name: firstName, user_id: userId } })
  }

  edits(message: RecordedMessage, text: string): void {
    this.#mustReach()
    const { caption, replyMarkup } = message
    message.edits.push({ at: this.#world.clock.now(), text: message.text, caption, replyMarkup })
    const words = formatted(text)
    Object.assign(message, message.text === undefined ? { caption: text } : { text }, { entities: words.entities })
    this.#update('edited_message', show(this.#world, message, this.#chat))
  }

  /** Deletes a message for both sides. Telegram does not tell the bot. */
  deletes(message: RecordedMessage): void {
    message.deleted = true
    this.#chat.changed()
  }

  /**
   * Presses the button with this label or callback data: an inline one on `message` or else on the newest message
   * that has it, otherwise one of the reply keyboard, which sends its label.
   * @throws Error that lists the buttons there are
   */
  presses(labelOrData: string, { message }: { message?: RecordedMessage } = {}): Press {
    this.#mustReach()
    return press(this.#world, this.#chat, this, labelOrData, message)
  }

  /** From now on the bot gets 403; it is told by my_chat_member. */
  blocksBot(): void {
    this.#stand('blocked', { status: 'kicked', until_date: 0 })
  }

  unblocks(): void {
    this.#stand('active', { status: 'member' })
  }

  /** Deletes the account: the bot gets 403 and is not told. */
  deactivates(): void {
    this.#chat.standing = 'deactivated'
  }

  /** What the bot has sent here, oldest first, deleted ones included. */
  heard(): RecordedMessage[] {
    return this.#chat.messages().filter((message) => message.from === 'bot')
  }

  /** Everything said here by both sides, oldest first. */
  chatHistory(): RecordedMessage[] {
    return this.#chat.messages()
  }

  /** The bot's next message that this method has not returned yet. Edits are not new messages; see `until`. */
  nextMessage(patience: Patience = {}): Promise<RecordedMessage> {
    const next = () => {
      const message = this.heard().find((each) => each.id > this.#seenUpTo)
      // Taken while looking, so that two who wait at once get two messages.
      if (message) this.#seenUpTo = message.id
      return message
    }
    return waitFor(this.#chat, next, () => `${this.firstName} heard nothing new from the bot`, patience)
  }

  /** Passes over everything heard so far, so that `nextMessage` waits for what comes. */
  catchesUp(): void {
    this.#seenUpTo = this.heard().at(-1)?.id ?? this.#seenUpTo
  }

  /** Waits until `look` finds something, looking again after every message, edit, deletion and reaction. */
  until<T>(look: (heard: RecordedMessage[]) => T | undefined | false, patience: Patience = {}): Promise<T> {
    const find = () => look(this.heard()) || undefined
    return waitFor(this.#chat, find, () => `${this.firstName} did not see what was waited for`, patience)
  }

  /** The reply keyboard shown now, as rows of labels. */
  keyboard(): string[][] {
    return rowsOf(this.#chat.keyboard ?? {}, 'keyboard').map((row) => row.map((key) => stringOf(key, 'text') ?? ''))
  }

  /** What the bot was last seen doing, such as `typing`. */
  get lastAction(): string | undefined {
    return this.#chat.lastAction
  }

  #mustReach(): void {
    if (this.#chat.standing === 'blocked') throw new Error(`${this.firstName} has blocked the bot: unblock it first.`)
    if (this.#chat.standing === 'deactivated') throw new Error(`The account of ${this.firstName} is gone.`)
    this.#chat.standing = 'active'
  }

  #update(kind: string, content: Json): void {
    this.#world.queue.push(kind, content, this.id)
  }

  #send(content: Content): RecordedMessage {
    this.#mustReach()
    const message = say(this.#world, this.#chat, 'user', content)
    this.#update('message', show(this.#world, message, this.#chat))
    return message
  }

  #sendFile(file: NewFile & { kind: AttachmentKind }, caption?: string, more: Content = {}): RecordedMessage {
    this.#mustReach()
    if (caption !== undefined && caption.length > 1024) throw new Error('A client does not send so long a caption.')
    const attachment = this.#world.files.add(file)
    return this.#send({ ...more, ...(caption ? { caption: formatted(caption) } : {}), attachment })
  }

  #stand(standing: 'blocked' | 'active', member: Json): void {
    this.#chat.standing = standing
    const old = standing === 'blocked' ? { status: 'member' } : { status: 'kicked', until_date: 0 }
    this.#update('my_chat_member', {
      chat: apiChat(this.#chat.person),
      from: apiUser(this.#chat.person),
      date: seconds(this.#world.clock.now()),
      old_chat_member: { ...old, user: this.#world.bot },
      new_chat_member: { ...member, user: this.#world.bot },
    })
  }
}
