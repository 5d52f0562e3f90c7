import { type Message, NotEditable, Refused, type Sent, TooFast, Unreachable } from '../../../core/ports/channel.ts'
import { Crowding } from '../crowding.ts'
import { type Landed, landedAt, sentAs } from '../reference.ts'
import { userOf } from './address.ts'
import type { SlackApi } from './api.ts'
import { ApiFailure, portError } from './api-failure.ts'
import type { DirectMessages } from './direct-messages.ts'
import { type MessageFile, type Part, partsOf, type TextPart } from './outgoing.ts'
import type { SlackParts } from './parts.ts'
import { Remembered } from './remembered.ts'
import type { Standing } from './standing.ts'

/** How many deliveries are remembered. */
const REMEMBERED = 2_000

interface Progress {
  readonly landed: Landed[]
}

/** Sends messages: each of their parts is one message of Slack, and nothing is repeated here. */
export class Courier {
  private readonly crowding = new Crowding()
  /** How far the latest deliveries got: one that is handed over again goes on there, and is not repeated. */
  private readonly latest = new Remembered<Progress>(REMEMBERED)

  constructor(
    private readonly api: SlackApi,
    private readonly parts: Pick<SlackParts, 'files' | 'logger' | 'clock'>,
    private readonly around: { readonly standing: Standing; readonly direct: DirectMessages },
  ) {}

  /** @throws Unreachable | TooFast | Refused | Unavailable */
  async send(address: string, message: Message, delivery: string): Promise<Sent> {
    if (userOf(address) === undefined) throw new Unreachable('gone')
    const parts = partsOf(message)
    if (parts.length === 0) throw new Refused('the message says nothing')
    const progress = this.latest.get(delivery) ?? { landed: [] }
    this.latest.set(delivery, progress)
    for (const part of parts.slice(progress.landed.length)) {
      progress.landed.push(await this.attempt(address, (channel) => this.sayPart(part, channel)))
    }
    return sentAs(progress.landed, message)
  }

  /** Edits what was sent. @throws NotEditable | Unreachable | TooFast | Refused | Unavailable */
  async edit(address: string, reference: string, message: Message): Promise<Sent> {
    if (userOf(address) === undefined) throw new Unreachable('gone')
    const landed = landedAt(reference, message)
    const parts = partsOf(message)
    const fits = parts.length === landed.length && parts.every(({ kind }, n) => landed[n]?.as === kind)
    if (!fits) throw new NotEditable('other-shape')
    for (const [n, part] of parts.entries()) {
      const ts = landed[n]?.ids[0]
      if (part.kind === 'text' && ts !== undefined) {
        await this.attempt(address, (channel) => this.rewrite(part, channel, ts))
      }
    }
    return sentAs(landed, message)
  }

  private async sayPart(part: Part, channel: string): Promise<Landed> {
    const ids = part.kind === 'text' ? await this.say(part, channel) : await this.hand(part.files, channel)
    return { as: part.kind, ids }
  }

  private async attempt<T>(address: string, act: (channel: string) => Promise<T>): Promise<T> {
    const { standing, direct } = this.around
    try {
      const done = await act(await direct.channelOf(address))
      standing.fine()
      return done
    } catch (error) {
      standing.failed(error)
      if (error instanceof ApiFailure && error.why === 'gone') direct.forget(address)
      throw portError(error, (retryAfter) => this.tooFast(address, retryAfter, error))
    }
  }

  /** How often conversations may be opened says nothing of those that are open: they go on. */
  private tooFast(address: string, retryAfter: number, error: unknown): TooFast {
    if (error instanceof ApiFailure && error.method === 'conversations.open') return new TooFast(retryAfter)
    return this.crowding.tooFast(address, retryAfter, Date.parse(this.parts.clock.now()))
  }

  private async say({ blocks, fallback }: TextPart, channel: string): Promise<readonly string[]> {
    const { ts } = await this.api.ask('chat.postMessage', (web) =>
      web.chat.postMessage({
        channel,
        text: fallback,
        blocks: [...blocks],
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    )
    return ts === undefined ? [] : [ts]
  }

  private async rewrite({ blocks, fallback }: TextPart, channel: string, ts: string): Promise<void> {
    await this.api.ask('chat.update', (web) => web.chat.update({ channel, ts, text: fallback, blocks: [...blocks] }))
  }

  /** Up to ten files as one message; its id is that of the first file, since Slack names no other at once. */
  private async hand(files: readonly MessageFile[], channel_id: string): Promise<readonly string[]> {
    const uploaded: { id: string; title: string }[] = []
    for (const { file, name } of files) {
      const bytes = await this.parts.files.get(file)
      if (bytes === undefined || bytes.byteLength === 0) this.parts.logger.error('slack.file-missing', { file })
      else uploaded.push({ id: await this.upload(bytes, safeName(name)), title: safeName(name) })
    }
    const [first, ...others] = uploaded
    if (first === undefined) return []
    await this.api.ask('files.completeUploadExternal', (web) =>
      web.files.completeUploadExternal({ files: [first, ...others], channel_id }),
    )
    return [first.id]
  }

  private async upload(bytes: Uint8Array, filename: string): Promise<string> {
    const length = bytes.byteLength
    const { upload_url, file_id } = await this.api.ask('files.getUploadURLExternal', (web) =>
      web.files.getUploadURLExternal({ filename, length }),
    )
    if (upload_url === undefined || file_id === undefined) {
      throw new ApiFailure('files.getUploadURLExternal', 'internal_error')
    }
    await this.api.upload(upload_url, bytes)
    return file_id
  }
}

const safeName = (name: string): string => {
  const shown = name.toWellFormed().replace(/[\p{Cc}\\/]/gu, '_')
  return shown.trim() === '' ? 'file' : shown.slice(-120).toWellFormed()
}
