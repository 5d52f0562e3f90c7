import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Logger } from '../../../core/ports/logger.ts'
import type { WebChannel } from './channel.ts'
import type { Session } from './sessions.ts'
import { shown } from './shown.ts'

export interface StreamLimits {
  /** Streams of one session at once: opening one more ends the oldest. */
  readonly perSession: number
  /** Of all sessions; beyond, the page asks every few seconds instead. */
  readonly inAll: number
  /** How often what other processes wrote is looked for, in milliseconds. */
  readonly lookEvery: number
  /** How often a sign of life is sent, in milliseconds. */
  readonly beatEvery: number
}

const PAGE = 200

/** The open streams of this process, each telling one page what is new. */
export class Streams {
  private readonly open = new Map<string, AbortController[]>()
  private count = 0

  constructor(
    private readonly channel: WebChannel,
    private readonly logger: Logger,
    private readonly limits: StreamLimits,
  ) {}

  get full(): boolean {
    return this.count >= this.limits.inAll
  }

  /** Answers with a stream of everything after number `after`, until the page or the program ends it. */
  answer(c: Context, session: Session, after: number): Response {
    const ended = new AbortController()
    const leave = this.enter(session.id, ended)
    // Proxies must not hold it back.
    c.header('X-Accel-Buffering', 'no')
    const response = streamSSE(c, async (stream) => {
      stream.onAbort(() => ended.abort())
      try {
        await this.tell(session, after, ended.signal, {
          event: (event, data, id) => stream.writeSSE({ event, data: JSON.stringify(data), id: String(id) }),
          beat: () => stream.write(': beat\n\n'),
        })
      } catch (error) {
        // The page opens another one; nobody sees this.
        this.logger.error('web-chat.stream-failed', {}, error)
      } finally {
        leave()
      }
    })
    response.headers.set('Cache-Control', 'no-store')
    return response
  }

  private enter(session: string, ended: AbortController): () => void {
    const streams = this.open.get(session) ?? []
    while (streams.length >= this.limits.perSession) streams.shift()?.abort()
    streams.push(ended)
    this.open.set(session, streams)
    this.count += 1
    const stop = () => ended.abort()
    this.channel.stopping.addEventListener('abort', stop)
    if (this.channel.stopping.aborted) stop()
    return () => {
      this.channel.stopping.removeEventListener('abort', stop)
      this.count -= 1
      const left = (this.open.get(session) ?? []).filter((each) => each !== ended)
      if (left.length === 0) this.open.delete(session)
      else this.open.set(session, left)
    }
  }

  private async tell(session: Session, after: number, ended: AbortSignal, to: Wire): Promise<void> {
    const { inbox } = this.channel
    const bell = new Bell(ended)
    const unwatch = inbox.watch(session.id, () => bell.ring())
    let { cleared } = session
    let told = Math.max(after, cleared)
    let beatAt = 0
    try {
      while (!ended.aborted) {
        const now = await inbox.sessions.get(session.id)
        // Forgotten: the page finds out when it asks again.
        if (now === undefined || now.closing) return
        if (now.cleared > cleared) {
          cleared = now.cleared
          told = Math.max(told, cleared)
          await to.event('clear', { upTo: cleared }, told)
        }
        const news = await inbox.after(session.id, told, PAGE)
        for (const message of news) await to.event('message', shown(message), message.seq)
        told = news.at(-1)?.seq ?? told
        if (Date.now() >= beatAt) {
          beatAt = Date.now() + this.limits.beatEvery
          await to.beat()
        }
        if (news.length < PAGE) await bell.wait(Math.min(this.limits.lookEvery, this.limits.beatEvery))
      }
    } finally {
      unwatch()
    }
  }
}

interface Wire {
  event(name: string, data: unknown, id: number): Promise<void>
  beat(): Promise<unknown>
}

/** Wakes a waiter at once; a ring while nobody waits is not lost. */
class Bell {
  private rung = false
  private wake: () => void = () => {}

  constructor(private readonly ended: AbortSignal) {
    ended.addEventListener('abort', () => this.ring())
  }

  ring(): void {
    this.rung = true
    this.wake()
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.rung && !this.ended.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.rung = false
  }
}
