import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, vi } from 'vitest'
import type { Act, Channel, Incoming, Message, Sent, Stop } from '../../../core/ports/channel.ts'
import type { Files } from '../../../core/ports/files.ts'
import type { Logger } from '../../../core/ports/logger.ts'
import type { Driver, Platform, Subject } from './place.ts'

/** What the cases work at: the platform, the channel that runs on it, and everything that was received. */
export class Table {
  readonly received: Incoming[] = []
  readonly errors: unknown[] = []
  private readonly stops: Stop[] = []
  private readonly sent: string[] = []
  private deliveries = 0
  /** What is done with each update that arrives; it is remembered whatever happens here. */
  onReceive: (incoming: Incoming) => Promise<void> = async () => {}
  channel: Channel

  private constructor(
    readonly platform: Platform,
    readonly files: Files,
    readonly log: readonly unknown[],
  ) {
    this.channel = platform.channel()
  }

  static async lay(subject: Subject): Promise<Table> {
    const lines: unknown[] = []
    const files = memoryFiles()
    return new Table(await subject.start({ files, logger: loggerTo(lines) }), files, lines)
  }

  /** Starts the channel; `kill` leaves it as a program that died would. */
  async start(): Promise<Stop> {
    const stop = await this.channel.start(async (incoming) => {
      this.received.push(incoming)
      await this.onReceive(incoming)
    })
    this.stops.push(stop)
    return stop
  }

  /** As after a crash: the channel that ran is left where it hangs, and a new one takes its place. */
  restartAfterKill(): void {
    this.stops.length = 0
    this.channel = this.platform.channel()
  }

  /** The acts of one person so far. */
  actsOf(person: Driver): readonly Act[] {
    return this.received.filter(({ address }) => address === person.address).map(({ act }) => act)
  }

  textsOf(person: Driver): readonly string[] {
    return this.actsOf(person).flatMap((act) => (act.kind === 'text' ? [act.text] : []))
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    await vi.waitFor(() => expect(condition(), what).toBe(true), { timeout: 8_000, interval: 5 })
  }

  /** Sends as a new delivery, or as one that there was before. */
  async send(address: string, message: Message, delivery = `delivery-${++this.deliveries}`): Promise<Sent> {
    this.saying(message)
    const sent = await this.channel.send(address, message, delivery)
    await this.platform.arrived?.()
    return sent
  }

  /** No log and no error may hold what is said here. */
  saying({ text }: Message): void {
    this.sent.push(text)
  }

  /** Does something and gives back what it threw. */
  async failure(act: () => Promise<unknown>): Promise<unknown> {
    try {
      await act()
    } catch (error) {
      this.errors.push(error)
      return error
    }
    return undefined
  }

  private saidHere(): readonly string[] {
    const received = this.received.flatMap(({ act }) => ('text' in act && act.text !== undefined ? [act.text] : []))
    return [...received, ...this.sent].filter((text) => text.length > 3)
  }

  /** Stops everything, and checks what holds after every case: nothing forbidden was done, nothing private told. */
  async clear(): Promise<void> {
    for (const stop of this.stops) await stop()
    const violations = this.platform.violations()
    const secrets = [...this.platform.secrets(), ...this.saidHere()]
    await this.platform.stop()
    expect(violations).toEqual([])
    const told = inspect([this.log, this.errors], { depth: 12, maxStringLength: null, maxArrayLength: null })
    for (const secret of secrets) expect(told).not.toContain(secret)
  }
}

const memoryFiles = (): Files => {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const name = createHash('sha256').update(bytes).digest('hex')
      kept.set(name, bytes)
      return name
    },
    get: async (name) => kept.get(name),
    delete: async (name) => void kept.delete(name),
  }
}

const loggerTo = (lines: unknown[]): Logger => ({
  info: (...line) => void lines.push(line),
  warn: (...line) => void lines.push(line),
  error: (...line) => void lines.push(line),
})
