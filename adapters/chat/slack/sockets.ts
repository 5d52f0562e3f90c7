import { type App, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { SECOND } from '../../../core/ports/clock.ts'
import { ApiFailure } from './api-failure.ts'
import type { Dispatch } from './bolt.ts'
import { HUSHED } from './hushed.ts'
import type { SlackParts, Waits } from './parts.ts'
import type { Standing } from './standing.ts'

const PATIENCE = 30 * SECOND

interface SocketParts extends Pick<SlackParts, 'clock' | 'logger'> {
  readonly appToken: string
  readonly apiUrl: string
  readonly waits: Waits
  readonly standing: Standing
  readonly dispatch: Dispatch
}

/**
 * Receives by Socket Mode. Bolt's receiver makes the connection; the reconnecting is done here, because a failure
 * while its client reconnects is nobody's and would end the process.
 */
export class Sockets {
  private readonly receiver: SocketModeReceiver
  private readonly answering = new Set<Promise<void>>()

  constructor(private readonly parts: SocketParts) {
    this.receiver = new SocketModeReceiver({
      appToken: parts.appToken,
      logger: HUSHED,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: { slackApiUrl: parts.apiUrl, retryConfig: { retries: 0 } } },
    })
    const dispatch: Pick<App, 'processEvent'> = { processEvent: (event) => this.answer(event) }
    // The receiver calls nothing else of its app.
    this.receiver.init(dispatch as App)
  }

  /** Keeps a connection until `stopping`; then `close` ends it. `tried` is called after the first attempt, however it went. */
  async run(stopping: AbortSignal, tried: () => void): Promise<void> {
    const { clock, waits, logger, standing } = this.parts
    for (let failures = 0; !stopping.aborted; ) {
      try {
        const { ended } = await this.connect().finally(tried)
        if (failures > 0) logger.info('slack.connected')
        failures = 0
        // The stop may have come before there was anything to close.
        if (stopping.aborted) void this.close()
        await ended
      } catch (error) {
        const ours = standing.failed(tokenFailure(error))
        if (!ours && failures === 0) logger.warn('slack.unreachable')
        failures += 1
        const wait = Math.min(waits.most, waits.first * 2 ** Math.min(failures, 16))
        await clock.sleep(ours ? waits.slow : wait * (0.5 + Math.random() / 2), stopping)
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.answering)
    await this.receiver.client.disconnect()
  }

  private answer({ body, ack, retryNum }: ReceiverEvent): Promise<void> {
    const work = this.parts
      .dispatch(body, retryNum)
      // An envelope that is not acknowledged comes again.
      .then((verdict) => (verdict === 'again' ? undefined : typeof verdict === 'object' ? ack(verdict.answer) : ack()))
      // The connection ended meanwhile: it comes again as well.
      .catch(() => {})
      .finally(() => this.answering.delete(work))
    this.answering.add(work)
    return work
  }

  /** Connects; `ended` resolves when the connection ends. */
  private async connect(): Promise<{ readonly ended: Promise<void> }> {
    const { client } = this.receiver
    const given = new AbortController()
    const late = this.parts.clock.sleep(PATIENCE, given.signal).then(() => {
      if (!given.signal.aborted) void client.disconnect()
    })
    try {
      await this.receiver.start()
    } finally {
      given.abort()
      await late
    }
    return { ended: new Promise((resolve) => client.once('disconnected', () => resolve())) }
  }
}

/** The code of the library's error, and nothing else of it: its message holds addresses and headers. */
const tokenFailure = (error: unknown): ApiFailure => {
  const data: unknown = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined
  const code = typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : 'no_answer'
  return new ApiFailure('apps.connections.open', code)
}
