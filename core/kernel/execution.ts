import { hash } from 'node:crypto'
import type { Services } from '../ports/services.ts'
import type { Actor } from './actor.ts'
import type { Application } from './application.ts'
import type { Context, Reader } from './context.ts'
import { Conflict, notFound } from './errors.ts'
import type { Memory } from './memory.ts'
import type { Operation } from './operation.ts'
import { readerOf } from './reader.ts'
import type { RecordType, Stored } from './record.ts'

/** Thrown to leave `run` early: this very execution committed its record before. */
export class Repeated extends Error {
  override name = 'Repeated'
  constructor(
    readonly type: RecordType<unknown>,
    readonly stored: Stored<unknown>,
  ) {
    super('this execution was committed before')
  }
}

/** A record that whoever executes has read a moment ago. */
export interface Known {
  readonly type: { readonly name: string }
  readonly stored: Stored<unknown>
}

/** The context of one execution. */
export class Execution implements Context {
  /** What `key` makes of ids: worked out once, where anything is named at all. */
  private own: string | undefined
  private recalled: { readonly type: RecordType<unknown>; readonly stored: Stored<unknown> }[] = []

  readonly content: Services['content']
  readonly seal: Services['seal']
  readonly files: Services['files']
  readonly inspector: Services['inspector']
  readonly printer: Services['printer']
  readonly assistant: Services['assistant']
  readonly publicUrl: Services['publicUrl']

  constructor(
    private readonly application: Application,
    readonly actor: Actor,
    readonly key: string,
    readonly now: string,
    /** What the process remembers and the caller knows; absent where that has proved to be old. */
    private readonly believed: { readonly memory?: Memory; readonly known?: Known },
  ) {
    const { services } = application.parts
    this.content = services.content
    this.seal = services.seal
    this.files = services.files
    this.inspector = services.inspector
    this.printer = services.printer
    this.assistant = services.assistant
    this.publicUrl = services.publicUrl
  }

  read<T>(type: RecordType<T>): Reader<T> {
    return readerOf(this.application.parts.store, type)
  }

  async load<T>(type: RecordType<T>, id: string): Promise<Stored<T>> {
    const stored = this.knownOf(type, id) ?? (await this.read(type).get(id))
    if (stored === undefined) throw notFound()
    if (wasWrittenBy(stored, this.key)) throw new Repeated(type as RecordType<unknown>, stored)
    return stored
  }

  private knownOf<T>(type: RecordType<T>, id: string): Stored<T> | undefined {
    const { known } = this.believed
    if (known?.type.name !== type.name || known.stored.id !== id) return undefined
    // Under one name there are records of one type.
    return known.stored as Stored<T>
  }

  async recall<T>(type: RecordType<T>, id: string): Promise<Stored<T> | undefined> {
    const stored = this.believed.memory?.get(type, id)
    if (stored === undefined) return this.read(type).get(id)
    this.recalled.push({ type: type as RecordType<unknown>, stored })
    return stored
  }

  newId(type: { readonly prefix: string }): string {
    this.own ??= idFrom(this.key)
    return `${type.prefix}${this.own}`
  }

  async isSettled(effect: string): Promise<boolean> {
    const [type = '', ...rest] = effect.split(':')
    const spec = this.application.parts.features
      .flatMap(({ records }) => records ?? [])
      .find(({ name }) => name === type)
    // An effect's id is the type, the id, the commit and the place of the wish.
    const stored = spec === undefined ? undefined : await this.read<unknown>(spec).get(rest.slice(0, -2).join(':'))
    return stored?.effects?.some(({ id }) => id === effect) !== true
  }

  async execute<I, O>(
    operation: Operation<I, O>,
    input: I,
    part: string,
    as: Actor = this.actor,
    under = this.key,
  ): Promise<O> {
    // What a command does can't be taken back when the record that it was done for proves to be another.
    if (operation.kind === 'command') await this.proveRecalled()
    return this.application.execute(operation, input, as, `${under}/${part}`)
  }

  /** @throws Conflict when what was recalled is not what stands in the store */
  private async proveRecalled(): Promise<void> {
    const unproved = this.recalled
    this.recalled = []
    for (const { type, stored } of unproved) {
      const there = await this.read(type).get(stored.id)
      if (there?.version !== stored.version) throw new Conflict(type.name)
    }
  }
}

/** Sixteen characters of `0-9a-z` that stand for `key`: 80 bits. */
export const idFrom = (key: string): string =>
  BigInt(`0x${hash('sha256', key).slice(0, 20)}`)
    .toString(36)
    .padStart(16, '0')

export const wasWrittenBy = (stored: Stored<unknown>, key: string): boolean =>
  stored.history.some((step) => step.key === key)
