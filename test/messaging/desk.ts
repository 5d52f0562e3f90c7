import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { SYSTEM } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { Delivery, type Sender } from '../../core/messaging/index.ts'
import type { Message } from '../../core/messaging/message.ts'
import type { Telling } from '../../core/messaging/tell.ts'
import { invite } from '../../core/people/index.ts'
import type { Store } from '../../core/ports/store.ts'
import type { Program } from '../../core/program.ts'
import { HeardChannel, keptLog, openProgramWith, SetClock } from '../support/world.ts'

/** A platform that fails as `fault` says. */
export class FaultyChannel extends HeardChannel {
  fault: (address: string) => Error | undefined = () => undefined
  asked = 0
  override async send(address: string, message: Message) {
    this.asked++
    const fault = this.fault(address)
    if (fault !== undefined) throw fault
    return super.send(address, message)
  }
}

/** An office with two platforms on a clock that is set. */
export class Desk {
  private told = 0
  private constructor(
    readonly program: Program,
    readonly clock: SetClock,
    readonly log: ReturnType<typeof keptLog>,
    readonly first: FaultyChannel,
    readonly second: FaultyChannel,
    private readonly senders: readonly Sender[],
  ) {}

  static async open(store: Store = sqliteStore({ path: ':memory:' }), now = '2025-06-30T01:00:00.000Z'): Promise<Desk> {
    const clock = new SetClock(now)
    const log = keptLog()
    const program = await openProgramWith({ store, clock, log })
    const [first, second] = [new FaultyChannel('first'), new FaultyChannel('second')]
    return new Desk(program, clock, log, first, second, [program.send(first), program.send(second)])
  }

  /** Binds a chat of that name on a platform to a person. */
  async bind(person: string, on: FaultyChannel): Promise<void> {
    this.clock.set(new Date(Date.parse(this.clock.now()) + 1_000).toISOString())
    const { code } = await this.program.application.execute(invite, { person }, SYSTEM)
    const act = { kind: 'start', payload: `join-${code}` } as const
    await this.program.gateway.take({ id: `bind-${on.name}-${person}`, channel: on.name, address: person, act })
    await this.settle()
    on.heard.clear()
  }

  /** Queues a message for a person, and gives its id. */
  async tell(person: string, text: string, more: Partial<Telling> = {}): Promise<string> {
    const to = { kind: 'person' as const, person }
    const telling = { to, purpose: 'notice', words: { message: { text } }, order: String(++this.told), ...more }
    const { id } = (await this.program.application.byName('messaging.queue', telling, SYSTEM)) as { id: string }
    return id
  }

  async does(operation: string, input: unknown): Promise<void> {
    await this.program.application.byName(operation, input, SYSTEM)
  }

  /** Everything that is due happens, and whatever can leave leaves. */
  async settle(at?: string): Promise<void> {
    if (at !== undefined) this.clock.set(at)
    do for (const sender of this.senders) await sender.drain()
    while ((await this.program.tick()) > 0)
    for (const sender of this.senders) await sender.drain()
  }

  async delivery(id: string): Promise<Stored<Delivery>> {
    const found = await readerOf(this.program.outside.store, Delivery).get(id)
    if (found === undefined) throw new Error(`there is no delivery ${id}`)
    return found
  }

  async state(id: string): Promise<string> {
    return (await this.delivery(id)).data.state
  }

  heard(on: FaultyChannel, person: string): readonly string[] {
    return (on.heard.get(person) ?? []).map(({ text }) => text)
  }
}
