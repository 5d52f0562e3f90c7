import { SYSTEM } from '../kernel/actor.ts'
import type { Application } from '../kernel/application.ts'
import { InTurn } from '../kernel/in-turn.ts'
import type { Operation } from '../kernel/operation.ts'
import type { Incoming } from '../ports/channel.ts'
import { StoreUnavailable } from '../ports/store.ts'
import { apologise } from './apologise.ts'

/** Where channels hand over what people did: in order within a chat, chats beside each other. */
export class Gateway {
  private readonly inTurn = new InTurn()

  constructor(
    private readonly application: Application,
    private readonly receive: Operation<Incoming, unknown>,
    /** Called when replies may be waiting. */
    private readonly nudge: () => void,
  ) {}

  /** Resolves when the update has been dealt with durably. @throws StoreUnavailable: the platform should send it again */
  take(incoming: Incoming): Promise<void> {
    return this.inTurn.run(`${incoming.channel} ${incoming.address}`, () => this.deal(incoming))
  }

  private async deal(incoming: Incoming): Promise<void> {
    const { seal, logger, ids } = this.parts()
    // The same update must be the same act on every delivery, but its key must not name the chat.
    const key = seal.blind(`${incoming.channel}:${incoming.address}:${incoming.id}`, 'update')
    try {
      await this.application.execute(this.receive, incoming, SYSTEM, key)
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      const incident = ids.fresh().slice(-6).toUpperCase()
      logger.error('message.failed', { incident, channel: incoming.channel, act: incoming.act.kind }, error)
      const { channel, address, id } = incoming
      await this.application.execute(apologise, { channel, address, update: id, incident }, SYSTEM, `${key}/apology`)
    }
    this.nudge()
  }

  private parts() {
    const { services, logger, ids } = this.application.parts
    return { seal: services.seal, logger, ids }
  }
}
