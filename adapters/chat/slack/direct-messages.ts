import { userOf } from './address.ts'
import type { SlackApi } from './api.ts'
import { ApiFailure } from './api-failure.ts'
import { Remembered } from './remembered.ts'

const MOST = 50_000

/** Which channel is the direct message with whom. Slack opens only fifty a minute, so they are remembered. */
export class DirectMessages {
  private readonly channels = new Remembered<string>(MOST)

  constructor(private readonly api: SlackApi) {}

  learn(address: string, channel: string): void {
    this.channels.set(address, channel)
  }

  forget(address: string): void {
    this.channels.delete(address)
  }

  /** @throws ApiFailure */
  async channelOf(address: string): Promise<string> {
    const known = this.channels.get(address)
    if (known !== undefined) return known
    const users = userOf(address) ?? ''
    const { channel } = await this.api.ask('conversations.open', (web) => web.conversations.open({ users }))
    if (channel?.id === undefined) throw new ApiFailure('conversations.open', 'internal_error')
    this.learn(address, channel.id)
    return channel.id
  }
}
