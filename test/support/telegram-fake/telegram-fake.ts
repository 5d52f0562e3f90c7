import type { Server } from 'node:http'
import { assemble, limiterFor, type Parts, type TelegramFakeOptions } from './assemble.ts'
import type { Person } from './chat.ts'
import type { Fault, Faults, InjectedFault } from './faults.ts'
import type { CallRecord, Ledger, Violation } from './ledger.ts'
import type { RateLimits } from './rate-limits.ts'
import { close, listen } from './server.ts'
import { FakeUser } from './user.ts'
import type { World } from './world.ts'

export type NewUser = {
  id?: number
  firstName?: string
  lastName?: string
  username?: string
  language?: string
  /** `false`: has not opened the bot yet, so the bot must not write first. True unless given. */
  started?: boolean
}

/** A strict local Telegram. Made by `startTelegramFake`. */
export class TelegramFake {
  readonly token: string
  readonly #server: Server
  readonly #port: number
  readonly #world: World
  readonly #faults: Faults
  readonly #ledger: Ledger
  readonly #access: { revoked: boolean }

  constructor(port: number, server: Server, parts: Parts) {
    this.token = parts.token
    this.#port = port
    this.#server = server
    this.#world = parts.world
    this.#faults = parts.faults
    this.#ledger = parts.ledger
    this.#access = parts.access
  }

  /** What bot libraries take as `apiRoot`. */
  get apiRoot(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get botId(): number {
    return Number(this.#world.bot.id)
  }

  get username(): string {
    return String(this.#world.bot.username)
  }

  user({ started = true, ...person }: NewUser = {}): FakeUser {
    const joining: Partial<Person> = person
    return new FakeUser(this.#world, this.#world.chats.join(joining, started ? 'active' : 'not-started'))
  }

  /** What the bot did against the documentation. Tests end with `expect(fake.violations).toEqual([])`. */
  get violations(): Violation[] {
    return this.#ledger.violations
  }

  /** Every call but getUpdates, in the order of the answers. */
  get calls(): readonly CallRecord[] {
    return this.#ledger.calls
  }

  /** Totals that do not depend on `keepHistory`. */
  get counts() {
    const { byMethod, byStatus } = this.#ledger
    const { messagesByBot, queue, webhook } = this.#world
    return {
      byMethod: { ...byMethod },
      byStatus: { ...byStatus },
      messagesByBot,
      updates: queue.created,
      pendingUpdates: webhook.pending,
    }
  }

  /** Lets something go wrong; see FaultKind and FaultTarget. */
  inject(fault: Fault): InjectedFault {
    return this.#faults.inject(fault)
  }

  /** Switches rate limits on (`true` for the documented ones) or off. */
  limitRates(limits: boolean | Partial<RateLimits>): void {
    this.#world.limiter = limiterFor(limits, this.#world.clock)
  }

  /** Every call is answered 401 until `restoreToken`. */
  revokeToken(): void {
    this.#access.revoked = true
    this.#world.poller.release()
  }

  restoreToken(): void {
    this.#access.revoked = false
  }

  /** Delivers each of the next `count` updates twice. */
  duplicateUpdates(count = 1): void {
    this.#world.queue.duplicateNext(count)
  }

  /** Delivers the newest `count` updates once more although they were confirmed. Returns how many there were. */
  repeatUpdates(count = 1): number {
    return this.#world.queue.repeat(count)
  }

  /** What the bot has set about itself: command lists, descriptions, menu buttons. */
  get profile(): ReadonlyMap<string, unknown> {
    return this.#world.profile
  }

  /** Ends delivery, drops every connection and frees the port. */
  async stop(): Promise<void> {
    this.#world.webhook.stop()
    this.#world.poller.release()
    await close(this.#server)
  }
}

/** Starts a fake on a free port of this machine. */
export async function startTelegramFake(options: TelegramFakeOptions = {}): Promise<TelegramFake> {
  const parts = assemble(options)
  const { server, port } = await listen(parts.service)
  return new TelegramFake(port, server, parts)
}
