import { later, MINUTE } from '../ports/clock.ts'
import { DuplicateKey, type Store } from '../ports/store.ts'
import { actorName } from './actor.ts'
import type { Context } from './context.ts'
import { idFrom, Repeated, wasWrittenBy } from './execution.ts'
import type { AnyOperation } from './operation.ts'
import type { Write } from './outcome.ts'
import type { Effect, RecordType, Step, Stored } from './record.ts'
import { TASKS, type TaskDocument } from './relay.ts'
import { AUDIT, type AuditEntry, auditInput, removalInput, type Trail } from './trail.ts'

/** How long the process that committed has to relay the effects before anybody else does it. */
const GRACE = MINUTE

/** Turns the write of an operation into one commit, with everything that it has still to get done inside. */
export class Commits {
  private readonly known: ReadonlySet<string>

  constructor(
    private readonly store: Store,
    records: readonly { readonly name: string }[],
    private readonly trail: Trail,
  ) {
    this.known = new Set(records.map(({ name }) => name))
  }

  /** What now stands in the store; undefined when another version came first. @throws DuplicateKey, Repeated */
  async commit(
    write: Write,
    operation: AnyOperation,
    context: Context,
  ): Promise<Stored<unknown> | 'removed' | undefined> {
    // Nobody would sweep its effects after a crash.
    if (!this.known.has(write.type.name)) throw new Error(`the record ${write.type.name} is listed by no feature`)
    const collection = this.store.collection<Stored<unknown>>(write.type)
    if (write.kind === 'remove') {
      // First: a record that is gone can't say any more that its end has still to be written down.
      if (operation.audited) await this.trail.append(removalOf(write.type, write.from, operation, context))
      if (write.timers) await this.dropTimers(write.type, write.from)
      await collection.delete(write.from.id)
      return 'removed'
    }
    const next = this.next(write, operation, context)
    if (write.kind === 'change') return (await collection.replace(next)) ? next : undefined
    try {
      await collection.insert(next)
      return next
    } catch (error) {
      // A store may name another unique index than the id: both are taken when this very act was committed before.
      if (error instanceof DuplicateKey) {
        const there = await collection.get(next.id)
        if (there !== undefined && wasWrittenBy(there, context.key)) throw new Repeated(write.type, there)
      }
      throw error
    }
  }

  /** Only what waits for its date: what failed and is tried again is still owed to somebody. */
  private async dropTimers(type: RecordType<unknown>, { id }: Stored<unknown>): Promise<void> {
    const tasks = this.store.collection<TaskDocument>(TASKS)
    for await (const task of tasks.stream({ where: { id: { prefix: `${type.name}:${id}:` } } })) {
      if (task.tries === 0) await tasks.delete(task.id)
    }
  }

  private next(write: Exclude<Write, { kind: 'remove' }>, operation: AnyOperation, context: Context): Stored<unknown> {
    const from = write.kind === 'change' ? write.from : undefined
    const id = from?.id ?? (write.kind === 'create' ? write.id : '')
    const version = (from?.version ?? before(write.type, context.key)) + 1
    const data = write.type.schema.parse(write.data)
    const step: Step = {
      version,
      at: context.now,
      by: signatureOf(operation, context),
      did: operation.name,
      key: context.key,
    }
    // A record that was taken out and made anew counts from one again: the key tells its wishes from the earlier ones.
    const commit = () => `${write.type.name}:${id}:${version}-${context.newId({ prefix: '' }).slice(-6)}`
    const effects: Effect[] = [
      // An effect that changes the record it stands in is done by this very commit: left in, it would begin again.
      ...(from?.effects ?? []).filter((effect) => effect.id !== context.key),
      ...write.wishes.map((wish, n) => ({
        ...wish,
        id: `${commit()}:${String(n).padStart(2, '0')}`,
      })),
    ]
    if (operation.audited) {
      const input = auditInput(write.type.name, id, step, data)
      effects.push({ id: `${commit()}:audit`, do: AUDIT, input })
    }
    return {
      id,
      version,
      data,
      history: trimmed([...(from?.history ?? []), step], write.type),
      ...(effects.length === 0 ? {} : { effects, due: later(context.now, GRACE) }),
    }
  }
}

const signatureOf = ({ unsigned }: AnyOperation, { actor }: Context): string =>
  unsigned ? actor.kind : actorName(actor)

/** The version before the first. */
const before = (type: RecordType<unknown>, key: string): number =>
  type.remembered === undefined ? 0 : Number.parseInt(idFrom(key).slice(-5), 36)

const removalOf = (
  type: RecordType<unknown>,
  from: Stored<unknown>,
  operation: AnyOperation,
  context: Context,
): AuditEntry =>
  removalInput(type.name, from.id, {
    version: from.version + 1,
    at: context.now,
    by: signatureOf(operation, context),
    did: operation.name,
    key: context.key,
  })

const trimmed = (steps: readonly Step[], type: RecordType<unknown>): readonly Step[] =>
  type.keepSteps === undefined ? steps : steps.slice(-type.keepSteps)
