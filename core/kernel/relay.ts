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
  readonly version: number
  readonly since: number | undefined
}

/** How long a claimed document is one worker's alone. */
const LEASE = MINUTE

/** So many effects in a row may each bring about the next before the rest waits for the next sweep. */
const DEEPEST = 100

/** How many pages of tasks one sweep goes through, before effects that nobody relayed have their turn again. */
const TASK_PAGES = 10
/** How many tasks run beside each other: fewer than an execution tries again, so that they may all want one record. */
const AT_ONCE = 16

/** The commit that wished for an effect: its id without the place of the wish. */
const commitOf = (effect: string): string => effect.slice(0, effect.lastIndexOf(':'))

/** Tasks in the order of their time, those of one moment together: what was to come later never overtakes. */
const ofOneMoment = (tasks: readonly TaskDocument[]): readonly (readonly TaskDocument[])[] => {
  const moments: TaskDocument[][] = []
  for (const task of tasks) {
    const last = moments.at(-1)
    if (last !== undefined && last[0]?.effect.at === task.effect.at) last.push(task)
    else moments.push([task])
  }
  return moments
}

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
   * Whether it stands there as it is now, with nothing left to do. `since` is where the trail ended before this process
   * committed it.
   */
  async settle(type: RecordType<unknown>, stored: Stored<unknown>, since?: number): Promise<boolean> {
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
        else late = (await this.start(effect, { committedAt, late, depth, version: stored.version, since })) || late
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
    const types = features.flatMap((feature) => feature.records ?? []) as readonly RecordType<unknown>[]
    const left = await Promise.all(
      types.map(async (type) => ({
        type,
        due: await store.collection<Stored<unknown>>(type).claimDue(clock.now(), later(clock.now(), LEASE), limit),
      })),
    )
    for (const { type, due } of left) for (const stored of due) await this.settle(type, stored)
    let taken = left.reduce((sum, { due }) => sum + due.length, 0)
    const tasks = store.collection<TaskDocument>(TASKS)
    for (let page = 0; page < TASK_PAGES; page++) {
      const due = await tasks.claimDue(clock.now(), later(clock.now(), LEASE), limit)
      for (const together of ofOneMoment(due)) await this.runTasks(together)
      taken += due.length
      if (due.length < limit) break
    }
    return taken
  }

  /** What was wished by one commit in order; what others wished beside it. */
  private async runTasks(together: readonly TaskDocument[]): Promise<void> {
    const byCommit = new Map<string, TaskDocument[]>()
    for (const task of together) {
      const commit = commitOf(task.id)
      byCommit.set(commit, [...(byCommit.get(commit) ?? []), task])
    }
    const chains = byCommit.values()
    // They share one iterator, so each takes the next that nobody has.
    const done: string[] = []
    const worker = async (): Promise<void> => {
      for (const chain of chains) for (const task of chain) if (await this.runTask(task)) done.push(task.id)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    // Together, so that they share the store's commits; what a crash leaves here happens no second time.
    const tasks = this.parts.store.collection<TaskDocument>(TASKS)
    await Promise.all(done.map((id) => tasks.delete(id)))
  }

  /**
   * Whether the effect had to be put off. What is wished after it is then put off as well, so that nobody hears the
   * second sentence first. What was wished for a moment after the commit waits for the sweep, however long the commit
   * took: whoever works page by page must not be one endless call.
   */
  private async start(effect: Effect, { committedAt, late, depth, version, since }: Circumstances): Promise<boolean> {
    const { clock, logger, trail } = this.parts
    const now = clock.now()
    if (effect.do === AUDIT) {
      const entry = AuditEntry.parse(effect.input)
      // What an earlier commit left may have been kept meanwhile.
      await trail.append(entry, entry.version === version ? since : undefined)
    } else if (effect.at !== undefined && effect.at > committedAt) await this.keep(effect, effect.at, 0)
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

  /** Whether it is done with; what failed stays for later. */
  private async runTask(task: TaskDocument): Promise<boolean> {
    const tasks = this.parts.store.collection<TaskDocument>(TASKS)
    try {
      await this.perform(task.effect)
      return true
    } catch (error) {
      const tries = task.tries + 1
      this.parts.logger.error('task.failed', { do: task.effect.do, tries }, error)
      const due = later(this.parts.clock.now(), Math.min(2 ** tries * SECOND, 60 * MINUTE))
      await tasks.replace({ ...task, version: task.version + 1, tries, due })
      return false
    }
  }
}
