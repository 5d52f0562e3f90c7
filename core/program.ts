import { createTrail } from './audit/index.ts'
import { type Content, ownContent } from './content/content.ts'
import { type ContentSource, loadContent } from './content/load.ts'
import type { ParsedBefore } from './content/parse.ts'
import type { Face } from './conversation/command.ts'
import { Gateway } from './conversation/gateway.ts'
import type { Talking } from './conversation/index.ts'
import type { Feature } from './feature.ts'
import { features } from './features.ts'
import { Application } from './kernel/application.ts'
import { TASKS } from './kernel/relay.ts'
import { Sender, type SenderOptions } from './messaging/index.ts'
import { LEASES } from './messaging/lease.ts'
import type { Assistant } from './ports/assistant.ts'
import type { Channel } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { FileInspector, Files } from './ports/files.ts'
import type { Ids } from './ports/ids.ts'
import type { Logger } from './ports/logger.ts'
import type { Printer } from './ports/printer.ts'
import type { Seal } from './ports/seal.ts'
import type { CollectionSpec, Store } from './ports/store.ts'
import { jobsOf, type LatestTime, Recurrence } from './recurring/index.ts'

/** What the outside gives to a whole program. */
export interface Outside {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly seal: Seal
  readonly files: Files
  readonly inspector: FileInspector
  readonly printer: Printer
  readonly content: Content
  readonly assistant: Assistant
  /** Where people find the pages, ending in `/`; absent where there are none. */
  readonly publicUrl?: string
}

/** The content of `source`, checked for every feature. @throws ContentInvalid */
export const checkedContent = (source: ContentSource, faces: readonly Face[], before?: ParsedBefore): Content =>
  loadContent(
    source,
    features(faces).all.flatMap((feature) => feature.content ?? []),
    before,
  )

const recordsOf = (all: readonly Feature[]): readonly CollectionSpec[] => [
  ...all.flatMap((feature) => feature.records ?? []),
  TASKS,
]

/** All that the core keeps and that must come along to another store; who holds which channel is not worth it. */
export const collectionsOf = (faces: readonly Face[]): readonly CollectionSpec[] => recordsOf(features(faces).all)

/** The application with its conversation and outbox, ready to be given channels. */
export class Program {
  readonly application: Application
  readonly talking: Talking
  readonly gateway: Gateway
  private readonly senders = new Map<string, Sender>()

  readonly outside: Outside

  constructor(given: Outside, faces: readonly Face[]) {
    const { all, talking } = features(faces)
    const content = ownContent(given.content)
    this.outside = { ...given, content }
    const { store, clock, ids, logger, seal, files, inspector, printer, assistant, publicUrl } = given
    this.talking = talking
    this.application = new Application({
      store,
      clock,
      ids,
      logger,
      services: { content, seal, files, inspector, printer, assistant, publicUrl },
      features: all,
      trail: createTrail({ store, seal }),
    })
    this.gateway = new Gateway(this.application, talking.receive, () => this.nudge())
  }

  /** Makes sure that the store has what the features need. */
  async open(): Promise<void> {
    const { store, features: all } = this.application.parts
    await store.open([...recordsOf(all), LEASES])
  }

  /** The outbox of `channel`; not started yet. */
  send(channel: Channel, options: SenderOptions = {}): Sender {
    const sender = new Sender(this.application, channel, options)
    this.senders.set(channel.name, sender)
    return sender
  }

  /** What the features do again and again; `latestTime` reads their times. */
  recurring(latestTime: LatestTime): Recurrence {
    return new Recurrence(this.application, jobsOf(this.application.parts.features), latestTime)
  }

  /** One look for what is due, then whatever it queued is offered to the platforms. */
  async tick(): Promise<number> {
    const done = await this.application.relay.sweep()
    if (done > 0) this.nudge()
    return done
  }

  /** A word on one platform may be news on another. */
  private nudge(): void {
    for (const sender of this.senders.values()) sender.nudge()
  }
}
