import { type Message, Refused, type Sent, Unreachable } from '../../../core/ports/channel.ts'
import type { Clock } from '../../../core/ports/clock.ts'
import { Crowding } from '../crowding.ts'
import { type Landed, landedAt, sentAs } from '../reference.ts'
import { type Args, type BotApi, call, type Method, Upload } from './api.ts'
import { ApiFailure, portError } from './api-failure.ts'
import { editCalls } from './editing.ts'
import { type FilesPart, type Part, partsOf } from './outgoing.ts'
import type { TelegramParts } from './parts.ts'
import type { Standing } from './standing.ts'

/** What Telegram still takes as a picture, in bytes. */
const MOST_PHOTO_BYTES = 10 * 1024 * 1024

/** How many deliveries are remembered. */
const REMEMBERED = 2_000

interface Progress {
  readonly landed: Landed[]
}

/** Sends messages: each of their parts is one call, and nothing is repeated here. */
export class Courier {
  private readonly crowding = new Crowding()
  /** How far the latest deliveries got: one that is handed over again goes on there, and is not repeated. */
  private readonly latest = new Map<string, Progress>()

  constructor(
    private readonly api: BotApi,
    private readonly parts: Pick<TelegramParts, 'files' | 'logger'> & { readonly clock: Clock },
    private readonly standing: Standing,
  ) {}

  /** @throws Unreachable | TooFast | Refused | Unavailable */
  async send(address: string, message: Message, delivery: string): Promise<Sent> {
    const chat = chatOf(address)
    const parts = partsOf(message)
    if (parts.length === 0) throw new Refused('the message says nothing')
    const progress = this.progressOf(delivery)
    for (const part of parts.slice(progress.landed.length)) {
      progress.landed.push(await this.attempt(address, () => this.say(part, chat, message.sensitive === true)))
    }
    return sentAs(progress.landed, message)
  }

  /** Edits what was sent. @throws NotEditable | Unreachable | TooFast | Refused | Unavailable */
  async edit(address: string, reference: string, message: Message): Promise<Sent> {
    for (const edit of editCalls(chatOf(address), reference, message)) {
      await this.attempt(address, async () => {
        try {
          if (edit.method === 'editMessageText') await call(this.api, edit.method, edit.args)
          else await call(this.api, edit.method, edit.args)
        } catch (error) {
          // It was edited already, and only the answer was lost.
          if (!(error instanceof ApiFailure) || error.why !== 'unchanged') throw error
        }
      })
    }
    return sentAs(landedAt(reference, message), message)
  }

  private progressOf(delivery: string): Progress {
    const progress = this.latest.get(delivery) ?? { landed: [] }
    this.latest.set(delivery, progress)
    const [oldest] = this.latest.keys()
    if (this.latest.size > REMEMBERED && oldest !== undefined) this.latest.delete(oldest)
    return progress
  }

  private async attempt<T>(address: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      this.standing.failed(error)
      throw portError(error, (retryAfter) =>
        this.crowding.tooFast(address, retryAfter, Date.parse(this.parts.clock.now())),
      )
    }
  }

  private async say(part: Part, chat: number, sensitive: boolean): Promise<Landed> {
    if (part.kind === 'files') return this.sayFiles(part, chat, sensitive)
    const { text, markup } = part
    const ids = await this.ids('sendMessage', {
      chat_id: chat,
      text,
      link_preview_options: { is_disabled: true },
      ...(markup === undefined ? {} : { reply_markup: markup }),
      ...(sensitive ? { protect_content: true } : {}),
    })
    return { as: 'text', ids }
  }

  private async sayFiles(part: FilesPart, chat: number, sensitive: boolean): Promise<Landed> {
    const uploads = await this.load(part)
    const as = part.caption === undefined ? 'files' : 'caption'
    if (uploads.length === 0) {
      const { caption, markup } = part
      if (caption === undefined) return { as, ids: [] }
      return this.say({ kind: 'text', text: caption, ...(markup === undefined ? {} : { markup }) }, chat, sensitive)
    }
    const tooLarge = uploads.some(({ bytes }) => bytes.byteLength > MOST_PHOTO_BYTES)
    const document: FilesPart = { ...part, as: 'document' }
    if (part.as === 'document' || tooLarge) return { as, ids: await this.upload(document, uploads, chat, sensitive) }
    try {
      return { as, ids: await this.upload(part, uploads, chat, sensitive) }
    } catch (error) {
      // Telegram can't show it as a picture: too long and narrow, or broken.
      if (!(error instanceof ApiFailure) || error.why !== 'picture') throw error
      return { as, ids: await this.upload(document, uploads, chat, sensitive) }
    }
  }

  private async load({ files }: FilesPart): Promise<readonly Upload[]> {
    const uploads: Upload[] = []
    for (const { file, name } of files) {
      const bytes = await this.parts.files.get(file)
      if (bytes === undefined || bytes.byteLength === 0) this.parts.logger.error('telegram.file-missing', { file })
      else uploads.push(new Upload(bytes, safeName(name)))
    }
    return uploads
  }

  private upload(
    { as, caption, markup }: FilesPart,
    uploads: readonly Upload[],
    chat: number,
    sensitive: boolean,
  ): Promise<readonly string[]> {
    const [only] = uploads
    const protection = sensitive ? { protect_content: true } : {}
    const words = caption === undefined ? {} : { caption }
    if (only === undefined || uploads.length > 1) {
      const items = uploads.map((media, n) => ({ media, ...(n === 0 ? words : {}) }))
      const media =
        as === 'photo'
          ? items.map((item) => ({ type: 'photo' as const, ...item }))
          : items.map((item) => ({ type: 'document' as const, ...item }))
      return this.ids('sendMediaGroup', { chat_id: chat, media, ...protection })
    }
    const keys = markup === undefined ? {} : { reply_markup: markup }
    const rest = { chat_id: chat, ...words, ...keys, ...protection }
    return as === 'photo'
      ? this.ids('sendPhoto', { ...rest, photo: only })
      : this.ids('sendDocument', { ...rest, document: only })
  }

  private async ids<M extends SendMethod>(method: M, args: Args<M>): Promise<readonly string[]> {
    const result = await call(this.api, method, args)
    this.standing.fine(method)
    return [result].flat().map((message) => String(message.message_id))
  }
}

type SendMethod = Extract<Method, 'sendMessage' | 'sendPhoto' | 'sendDocument' | 'sendMediaGroup'>

/** @throws Unreachable for an address that no chat has */
const chatOf = (address: string): number => {
  const chat = Number(address)
  if (!Number.isSafeInteger(chat) || chat === 0) throw new Unreachable('gone')
  return chat
}

/** File names stand in a header line of the upload, and not every library quotes them. */
const safeName = (name: string): string => {
  const plain = name.toWellFormed().replace(/[\p{Cc}";\\/]/gu, '_')
  return plain.trim() === '' ? 'file' : plain.slice(-120).toWellFormed()
}
