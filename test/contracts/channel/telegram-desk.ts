import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { expect, vi } from 'vitest'
import type { TelegramChannel, TelegramParts } from '../../../adapters/chat/telegram/index.ts'
import type { Incoming } from '../../../core/ports/channel.ts'
import { PIXEL } from '../../support/telegram-fake/raw-call.ts'
import { startTelegramFake, type TelegramFake } from '../../support/telegram-fake/telegram-fake.ts'
import { type MakeTelegram, partsFor } from './telegram.ts'

/** What the cases of Telegram's own ways work at: the fake, channels to it, and all that was received and logged. */
export class TelegramDesk {
  readonly received: Incoming[] = []
  /** The events that were logged, in order. */
  readonly events: string[] = []
  /** Run at the end, in this order. */
  readonly closing: (() => Promise<unknown>)[] = []
  onReceive: (incoming: Incoming) => Promise<void> = async () => {}

  private constructor(
    readonly fake: TelegramFake,
    private readonly make: MakeTelegram,
  ) {}

  static async set(make: MakeTelegram): Promise<TelegramDesk> {
    return new TelegramDesk(await startTelegramFake({ webhookRetryMs: 20 }), make)
  }

  async clear(): Promise<void> {
    for (const close of this.closing) await close()
    expect(this.fake.violations).toEqual([])
    await this.fake.stop()
  }

  made(more: Partial<TelegramParts> = {}): TelegramChannel {
    const note = (event: string) => void this.events.push(event)
    const files = { get: async () => PIXEL, put: async () => '', delete: async () => {} }
    return this.make({ ...partsFor(this.fake, { files, logger: { info: note, warn: note, error: note } }), ...more })
  }

  readonly receive = async (incoming: Incoming): Promise<void> => {
    this.received.push(incoming)
    await this.onReceive(incoming)
  }

  async started(channel: TelegramChannel): Promise<TelegramChannel> {
    this.closing.push(await channel.start(this.receive))
    return channel
  }

  /** A channel that is started and served by webhook, and its address. */
  async listening(secret = 'right-secret'): Promise<{ channel: TelegramChannel; url: string }> {
    let channel: TelegramChannel | undefined
    const server = createServer(
      getRequestListener((request) => channel?.webhook(request) ?? new Response(null, { status: 500 })),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/telegram/citizen`
    channel = await this.started(this.made({ webhook: { url, secret } }))
    this.closing.push(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    await this.until(() => this.calls('setWebhook').length > 0)
    return { channel, url }
  }

  async until(condition: () => boolean): Promise<void> {
    await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
  }

  calls(method: string) {
    return this.fake.calls.filter((call) => call.method === method)
  }

  texts(): readonly string[] {
    return this.received.flatMap(({ act }) => (act.kind === 'text' ? [act.text] : []))
  }
}
