import { later, MINUTE, SECOND } from '../ports/clock.ts'
import { type Document, DuplicateKey } from '../ports/store.ts'
import { type Actor, SYSTEM } from './actor.ts'
import type { ApplicationParts } from './application.ts'
import { Refusal } from './errors.ts'
import type { Effect, RecordType, Stored } from './record.ts'
import { AUDIT, AuditEntry } from './trail.ts'

/** A thing to be done at its time: an effect with a date, or one that could not be done at once. */
export interface TaskDocument extends Document {
  readonly effect: Effect
  readonly tries: number
}

export const TASKS = { name: 'task', indexes: [{ paths: ['effect.do'] }] } as const

type Execute = (name: string, input: unknown, actor: Actor, key: string) => Promise<unknown>

interface Circumstances {
  readonly committedAt: string
  /** Whether an effect before it in the same commit had to be put off. */
  readonly late: boolean
  /** How many effects brought this one about, each the next. */
  readonly depth: number
}

/** How long a claimed document is one worker's alone. */
const LEASE = MINUTE

/** So many effects in a row may each bring about the next before the rest waits for the next sweep. */
const DEEPEST = 100

/** Refusals that say nothing about the world: an operation that is not there, input that does not fit, a lost race. */
const MISTAKES: ReadonlySet<string> = new Set(['operation.unknown', 'input.invalid', 'not-allowed', 'conflict'])

/** Gets done what commits ask for, exactly once each, after any crash. */
export class Relay {
  /** Effects that are being done here, by id, each with how many others brought it about. */
  private readonly underWay = new Map<string, number>()
  /** Records whose effects are being gone through here, as they stand. */
  private readonly settling = new Set<string>()

  constructor(
    private readonly parts: ApplicationParts,
    private readonly execute: Execute,
  ) {}

  /**
   * Does what `stored` still has to get done, in order, and marks it as done. Errors leave it to the next sweep.
   * Whether it stands there as it is now, with nothing left to do.
   */
  async settle(type: RecordType<unknown>, stored: Stored<unknown>): Promise<boolean> {
    if (stored.effects === undefined || stored.effects.length === 0) return true
    const standing = `${type.name}:${stored.id}:${stored.version}`
    // Its own effects have led back to it: whoever began goes through them all.
    if (this.settling.has(standing)) return false
    this.settling.add(standing)
    const depth = (this.underWay.get(stored.history.at(-1)?.key ?? '') ?? 0) + 1
    try {
      let late = false
      let whole = true
      const committedAt = stored.history.at(-1)?.at ?? this.parts.clock.now()
      for (const effect of stored.effects) {
        // It has led back to the record that it stands in: begun again, the two would call each other for ever.
        if (this.underWay.has(effect.id)) whole = false
        else late = (await this.start(effect, { committedAt, late, depth })) || late
      }
      return whole && (await this.parts.store.collection(type).settle(stored.id, stored.version))
    } catch (error) {
      this.parts.logger.error('effects.left-for-later', { record: type.name, id: stored.id }, error)
      return false
    } finally {
      this.settling.delete(standing)
    }
  }

  /**
   * One look for what is due: effects that nobody relayed, and tasks whose time has come.
   * Returns how many documents it took.
   */
  async sweep(limit = 100): Promise<number> {
    const { store, clock, features } = this.parts
    let taken = 0
    for (const type of features.flatMap((feature) => feature.records ?? []) as readonly RecordType<unknown>[]) {
      const due = await store.collection<Stored<unknown>>(type).claimDue(clock.now(), later(clock.now(), LEASE), limit)
      for (const stored of due) await this.settle(type, stored)
      taken += due.length
    }
    const tasks = store.collection<TaskDocument>(TASKS)
    const due = await tasks.claimDue(clock.now(), later(clock.now(), LEASE), limit)
    for (const task of due) await this.runTask(task)
    return taken + due.length
  }

  /**
   * Whether the effect had to be put off. What is wished after it is then put off as well, so that nobody hears the
   * second sentence first. What was wished for a moment after the commit waits for the sweep, however long the commit
   * took: whoever works page by page must not be one endless call.
   */
  private async start(effect: Effect, { committedAt, late, depth }: Circumstances): Promise<boolean> {
    const { clock, logger, trail } = this.parts
    const now = clock.now()
    if (effect.do === AUDIT) await trail.append(AuditEntry.parse(effect.input))
    else if (effect.at !== undefined && effect.at > committedAt) await this.keep(effect, effect.at, 0)
    else if (depth > DEEPEST) {
      logger.warn('effects.long-chain', { do: effect.do })
      await this.keep(effect, later(now, SECOND), 1)
      return true
    } else if (late || !(await this.begun(effect, depth))) {
      await this.keep(effect, later(now, SECOND), 1)
      return true
    }
    return false
  }

  private async begun(effect: Effect, depth: number): Promise<boolean> {
    try {
      await this.perform(effect, depth)
      return true
    } catch (error) {
      this.parts.logger.error('effect.failed', { do: effect.do }, error)
      return false
    }
  }

  /**
   * Refusals end an effect: the world has moved on, such as a reminder for a case that was answered meanwhile. What can
   * never succeed as it was wished is our own mistake: it is kept, tried again after the next start, and shouted about.
   */
  private async perform(effect: Effect, depth = 0): Promise<void> {
    this.underWay.set(effect.id, depth)
    try {
      await this.execute(effect.do, effect.input, SYSTEM, effect.id)
    } catch (error) {
      if (!(error instanceof Refusal) || MISTAKES.has(error.code)) throw error
      this.parts.logger.info('effect.refused', { do: effect.do, code: error.code })
    } finally {
      this.underWay.delete(effect.id)
    }
  }

  private async keep(effect: Effect, due: string, tries: number): Promise<void> {
    const tasks = this.parts.store.collection<TaskDocument>(TASKS)
    try {
      await tasks.insert({ id: effect.id, version: 1, due, effect, tries })
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error
    }
  }

  private async runTask(task: TaskDocument): Promise<void> {
    const tasks = this.parts.store.collection<TaskDocument>(TASKS)
    try {
      await this.perform(task.effect)
      await tasks.delete(task.id)
    } catch (error) {
      const tries = task.tries + 1
      this.parts.logger.error('task.failed', { do: task.effect.do, tries }, error)
      const due = later(this.parts.clock.now(), Math.min(2 ** tries * SECOND, 60 * MINUTE))
      await tasks.replace({ ...task, version: task.version + 1, tries, due })
    }
  }
}
