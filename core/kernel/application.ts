import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Logger } from '../ports/logger.ts'
import type { Services } from '../ports/services.ts'
import { DuplicateKey, ForeignCursor, type Store } from '../ports/store.ts'
import type { Actor } from './actor.ts'
import { Commits } from './commits.ts'
import { Conflict, forbidden, Invalid, notFound, Refusal } from './errors.ts'
import { Execution, type Known, Repeated } from './execution.ts'
import { InTurn } from './in-turn.ts'
import { Memory } from './memory.ts'
import { type AnyOperation, type Operation, permits } from './operation.ts'
import type { Part } from './part.ts'
import { Relay } from './relay.ts'
import type { Trail } from './trail.ts'

export interface ApplicationParts {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly services: Services
  readonly features: readonly Part[]
  readonly trail: Trail
}

/** How often an execution is run again because somebody else changed the record first. */
const ATTEMPTS = 20

/** The one door: authorise → validate → run → commit → relay. */
export class Application {
  readonly operations: ReadonlyMap<string, AnyOperation>
  readonly relay: Relay
  private readonly commits: Commits
  private readonly memory = new Memory()
  private readonly inTurn = new InTurn()
  private readonly keepsUp: readonly NonNullable<Part['keepsUp']>[]

  constructor(readonly parts: ApplicationParts) {
    this.operations = byName(parts.features)
    requireOneNameEach(parts.features)
    this.keepsUp = parts.features.flatMap((each) => each.keepsUp ?? [])
    this.commits = new Commits(
      parts.store,
      parts.features.flatMap((each) => each.records ?? []),
      parts.trail,
    )
    this.relay = new Relay(parts, (name, input, actor, key) => this.byName(name, input, actor, key))
  }

  /**
   * Executes `operation` for `actor`. The same `key` is the same act: it happens once and answers the same each time.
   * What the caller has just read, and the operation is sure to change, need not be read again (`known`): where it has
   * proved to be old, the execution is run once more on what stands in the store.
   * @throws Refusal for everything that a person can be told
   */
  async execute<I, O>(
    operation: Operation<I, O>,
    input: unknown,
    actor: Actor,
    key?: string,
    known?: Known,
  ): Promise<O> {
    if (!permits(operation.allow, actor)) throw forbidden()
    const parsed = operation.input.safeParse(input)
    if (!parsed.success) {
      throw new Invalid(
        parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || '·', message: issue.message })),
      )
    }
    return this.attempt(operation, parsed.data, actor, key ?? this.parts.ids.fresh(), known)
  }

  /** The same by name, as timers, the API and the command line do. @throws Refusal `operation.unknown` */
  async byName(name: string, input: unknown, actor: Actor, key?: string): Promise<unknown> {
    const operation = this.operations.get(name)
    if (operation === undefined) throw notFound('operation.unknown', { operation: name })
    return this.execute(operation, input, actor, key)
  }

  private async attempt<I, O>(
    operation: Operation<I, O>,
    input: I,
    actor: Actor,
    key: string,
    known?: Known,
  ): Promise<O> {
    for (let attempt = 1; ; attempt++) {
      const believed = attempt === 1 ? { memory: this.memory, ...(known === undefined ? {} : { known }) } : {}
      const execution = new Execution(this, actor, key, this.parts.clock.now(), believed)
      try {
        for (const keepUp of this.keepsUp) await keepUp(execution)
        const decide = () => this.decide(operation, input, execution)
        const decided = await (operation.oneAtATime ? this.inTurn.run(operation.name, decide) : decide())
        if ('answer' in decided) return decided.answer
        if (decided.committed === 'removed') return await this.outputOf(operation, undefined, execution)
        if (await this.relay.settle(decided.type, decided.committed, decided.since))
          this.memory.keep(decided.type, decided.committed)
        return await this.outputOf(operation, decided.committed, execution)
      } catch (error) {
        if (error instanceof Repeated) {
          // The act was committed before; whatever of it is still to be done is relayed before answering again.
          await this.relay.settle(error.type, error.stored)
          return this.outputOf(operation, error.stored, execution)
        }
        if (error instanceof ForeignCursor) throw new Invalid([{ path: 'after', message: error.message }])
        const again = error instanceof Conflict || error instanceof DuplicateKey
        if (!again || attempt >= ATTEMPTS) throw error instanceof DuplicateKey ? new Conflict(error.index) : error
      }
    }
  }

  private async decide<I, O>(operation: Operation<I, O>, input: I, execution: Execution) {
    const outcome = await operation.run(execution, input)
    if ('answer' in outcome) return outcome
    const { write } = outcome
    if (write.kind !== 'create') this.memory.forget(write.type, write.from.id)
    const since = this.parts.trail.end?.()
    const committed = await this.commits.commit(write, operation, execution)
    if (committed === undefined) throw new Conflict(operation.name)
    return { type: write.type, committed, since }
  }

  private async outputOf(operation: AnyOperation, stored: unknown, execution: Execution) {
    if (operation.outputOf === undefined) throw new Error(`${operation.name} wrote a record but declares no output`)
    return operation.outputOf(stored as never, execution)
  }
}

const requireOneNameEach = (features: readonly Part[]): void => {
  const names = features.flatMap((each) => each.records ?? []).map(({ name }) => name)
  const twice = names.find((name, n) => names.indexOf(name) !== n)
  if (twice !== undefined) throw new Error(`two records are called ${twice}`)
}

const byName = (features: readonly Part[]): ReadonlyMap<string, AnyOperation> => {
  const operations = new Map<string, AnyOperation>()
  for (const operation of features.flatMap((each) => each.operations ?? [])) {
    if (operations.has(operation.name)) throw new Error(`two operations are called ${operation.name}`)
    operations.set(operation.name, operation)
  }
  return operations
}

export const isExpected = (error: unknown): error is Refusal => error instanceof Refusal
