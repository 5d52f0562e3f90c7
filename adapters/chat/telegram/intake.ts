import type { Update } from '@grammyjs/types'
import type { Clock } from '../../../core/ports/clock.ts'
import { albumOf, chatOf } from './incoming.ts'

const MOST_IN_ALBUM = 10

/** An update was not dealt with: one before it in its chat failed, or the channel stops. It must come again. */
export class NotTaken extends Error {
  override name = 'NotTaken'
}

/** Updates that are dealt with together: one, or those of an album. */
class Entry {
  readonly updates: Update[]
  /** Whether more of its album may come. */
  open: boolean
  readonly album: string | undefined
  readonly done: Promise<void>
  finish: (error?: unknown) => void = () => {}

  constructor(update: Update) {
    this.updates = [update]
    this.album = albumOf(update)
    this.open = this.album !== undefined
    this.done = new Promise((resolve, reject) => {
      this.finish = (error) => (error === undefined ? resolve() : reject(error))
    })
  }
}

interface IntakeParts {
  readonly clock: Clock
  /** How long the next photo of an album may be in coming, in milliseconds; 0 takes each for itself. */
  readonly album: number
  readonly stopping: AbortSignal
  /** Deals with updates durably. */
  handle(updates: readonly Update[]): Promise<void>
}

/** Deals with the updates of one chat in order, with chats beside each other, and puts albums together. */
export class Intake {
  private readonly lanes = new Map<number, Entry[]>()

  constructor(private readonly parts: IntakeParts) {}

  /** Resolves when `update` has been dealt with durably. @throws NotTaken, or what `handle` threw */
  take(update: Update): Promise<void> {
    const chat = chatOf(update)?.id ?? 0
    const lane = this.lanes.get(chat) ?? []
    const last = lane.at(-1)
    if (last?.open === true && last.album === albumOf(update)) {
      last.updates.push(update)
      return last.done
    }
    const entry = new Entry(update)
    lane.push(entry)
    if (lane.length === 1) {
      this.lanes.set(chat, lane)
      void this.work(chat, lane)
    }
    return entry.done
  }

  /** Resolves when nothing is being dealt with any more. */
  async idle(): Promise<void> {
    while (this.lanes.size > 0) {
      await Promise.allSettled([...this.lanes.values()].flat().map((entry) => entry.done))
    }
  }

  private async work(chat: number, lane: Entry[]): Promise<void> {
    for (let entry = lane[0]; entry !== undefined; entry = lane[0]) {
      try {
        await this.gathered(entry)
        if (this.parts.stopping.aborted) throw new NotTaken('the channel stops')
        await this.parts.handle(entry.updates)
        lane.shift()
        entry.finish()
      } catch (error) {
        // What came later in this chat must not overtake what failed.
        for (const each of lane.splice(0)) each.finish(each === entry ? error : new NotTaken('one before it failed'))
      }
    }
    this.lanes.delete(chat)
  }

  private async gathered(entry: Entry): Promise<void> {
    if (!entry.open) return
    let count = 0
    while (count < entry.updates.length && entry.updates.length < MOST_IN_ALBUM) {
      count = entry.updates.length
      await this.parts.clock.sleep(this.parts.album, this.parts.stopping)
    }
    entry.open = false
  }
}
