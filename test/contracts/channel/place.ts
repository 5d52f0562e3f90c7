import { test } from 'vitest'
import type { Channel } from '../../../core/ports/channel.ts'
import type { Files } from '../../../core/ports/files.ts'
import type { Logger } from '../../../core/ports/logger.ts'

/** A platform that the contract runs on: a strict fake of it, with channels to it and people on it. */
export interface Platform {
  /** A channel as after a start of the program; the one before it may have been killed. */
  channel(): Channel
  /** A new person who has opened the chat already. */
  person(given?: { readonly name?: string; readonly language?: string }): Driver
  /** Waits until everybody has what was sent; only needed where a client asks for it. */
  arrived?(): Promise<void>
  readonly faults: FaultDriver
  /** What the channel did against the platform's documentation. */
  violations(): readonly unknown[]
  /** Words that no log and no error may hold, beside what people said: tokens, addresses. */
  secrets(): readonly string[]
  /** How often bytes of a file were asked for. */
  downloads(): number
  stop(): Promise<void>
}

/** A person with a client of the platform. */
export interface Driver {
  /** What the channel calls this chat. */
  readonly address: string
  readonly name: string
  says(text: string): void
  opens(payload: string): void
  presses(label: string): void
  edits(text: string): void
  /** What they said last disappears. */
  takesBack(): void
  sendsPlace(lat: number, lng: number): void
  /** Photos of one message, with `caption` on the first. */
  sendsPhotos(photos: readonly Uint8Array[], caption?: string): void
  sendsDocument(
    bytes: Uint8Array,
    file: { readonly name: string; readonly type: string; readonly pretendSize?: number },
  ): void
  sendsUnreadable(what: 'voice' | 'sticker' | 'video' | 'contact'): void
  /** The message that says `text` disappears from this chat. */
  loses(text: string): void
  /** What arrived here, in order. */
  heard(): readonly Heard[]
}

export interface Heard {
  readonly text: string
  readonly labels: readonly string[]
  readonly files: readonly { readonly name: string; readonly size: number }[]
}

/** Lets something go wrong with the next messages to a person, or with the whole platform. */
export interface FaultDriver {
  blocked(person: Driver): void
  gone(person: Driver): void | Promise<void>
  /** `after`: how many messages pass first. */
  tooFast(person: Driver, seconds: number, after?: number): void
  serverError(person: Driver): void
  dropBefore(person: Driver): void
  dropAfter(person: Driver): void
  refuseToken(): void
  restoreToken(): void
  /** Delivers the last `count` updates once more. */
  repeatUpdates(count: number): void
  duplicateUpdates(count: number): void
}

/** What a channel is made with. */
export interface Outside {
  readonly files: Files
  readonly logger: Logger
}

/** What the contract runs on, and where the platform cannot do as the others do. */
export interface Subject {
  readonly name: string
  start(outside: Outside): Promise<Platform>
  /** Cases that do not hold on this platform, each with the reason. */
  readonly deviations?: Readonly<Partial<Record<string, string>>>
}

export type Case = (name: string, body: () => Promise<void>) => void

/** Registers a case, or says why it does not hold here. */
export const casesOf =
  (subject: Subject, names: Set<string> = new Set()): Case =>
  (name, body) => {
    names.add(name)
    const reason = subject.deviations?.[name]
    if (reason === undefined) test(name, body)
    else test.skip(`${name}: ${reason}`, body)
  }
