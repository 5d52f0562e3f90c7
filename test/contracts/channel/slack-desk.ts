import { expect, vi } from 'vitest'
import { type SlackChannel, type SlackParts, slackChannel } from '../../../adapters/chat/slack/index.ts'
import type { Act, Incoming, Stop } from '../../../core/ports/channel.ts'
import { signedRequest } from '../../support/slack-fake/deliveries.ts'
import { SlackFake } from '../../support/slack-fake/slack-fake.ts'
import { partsFor } from './slack.ts'

/** What the cases of Slack's own ways work at: the fake, channels to it, and all that was received and logged. */
export class SlackDesk {
  readonly received: Incoming[] = []
  /** The events that were logged, in order. */
  readonly events: string[] = []
  readonly stops: Stop[] = []
  onReceive: () => Promise<void> = async () => {}

  private constructor(readonly fake: SlackFake) {}

  static async set(): Promise<SlackDesk> {
    return new SlackDesk(await SlackFake.start())
  }

  async clear(): Promise<void> {
    for (const stop of this.stops) await stop()
    expect(this.fake.violations).toEqual([])
    await this.fake.stop()
  }

  parts(): SlackParts {
    const note = (event: string) => void this.events.push(event)
    const files = { get: async () => undefined, put: async () => '', delete: async () => {} }
    return partsFor(this.fake, { files, logger: { info: note, warn: note, error: note } })
  }

  async started(more: Partial<SlackParts> = {}): Promise<SlackChannel> {
    const parts = this.parts()
    const channel = slackChannel({ ...parts, ...more, waits: { ...parts.waits, ...more.waits } })
    this.fake.listen((request) => channel.events(request))
    this.stops.push(
      await channel.start(async (incoming) => {
        this.received.push(incoming)
        await this.onReceive()
      }),
    )
    return channel
  }

  /** What Slack is told for `body`, posted as Slack posts it; `at` in seconds. */
  async post(
    channel: SlackChannel,
    body: string,
    more: { at?: number; secret?: string; retry?: number } = {},
  ): Promise<number> {
    const signed = signedRequest(body, { secret: this.fake.signingSecret, at: nowInSeconds(), ...more })
    return (await channel.events(signed)).status
  }

  async until(condition: () => boolean): Promise<void> {
    await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 5_000, interval: 5 })
  }

  acts(): readonly Act[] {
    return this.received.map(({ act }) => act)
  }

  calls(method: string) {
    return this.fake.calls.filter((call) => call.method === method)
  }
}

export const nowInSeconds = (): number => Math.floor(Date.now() / 1_000)
