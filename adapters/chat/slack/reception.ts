import type { Incoming } from '../../../core/ports/channel.ts'
import { StoreUnavailable } from '../../../core/ports/store.ts'
import type { SlackParts, Waits } from './parts.ts'

/** After so many tries an update is passed over, so that it does not keep back everything that came after it. */
const TRIES = 3

/** What Slack is answered: it is dealt with or in good hands, or it should come again. */
export type Verdict = 'taken' | 'again' | { readonly answer: Record<string, unknown> }

/** What became of one request of Slack's: updates to deal with, or an answer at once. */
export class Gathered {
  readonly entries: Entry[] = []
  answer: Record<string, unknown> | undefined
  /** It could not be looked at, and should come again. */
  failed = false
}

/** An update that is being dealt with, or waits for those before it in its chat. */
interface Entry {
  readonly id: string
  readonly lane: Lane
  read(): Promise<Incoming>
  /** Whether Slack was told that it need not come again. */
  promised: boolean
  readonly done: Promise<void>
  finish(error?: unknown): void
}

interface Lane {
  readonly entries: Entry[]
  failing: boolean
}

interface ReceptionParts extends Pick<SlackParts, 'clock' | 'logger'> {
  readonly waits: Waits
  receive(incoming: Incoming): Promise<void>
}

/**
 * Everything that arrives, from `start` to the stop: in order within a chat, chats beside each other. What fails is
 * tried again here as well, since Slack itself comes only three times more, and for buttons and commands not at all.
 */
export class Reception {
  private readonly lanes = new Map<string, Lane>()
  private readonly underway = new Map<string, Entry>()
  private readonly stop = new AbortController()

  constructor(private readonly parts: ReceptionParts) {}

  get stopping(): AbortSignal {
    return this.stop.signal
  }

  /** Takes an update; one that is under way already is joined. */
  take(address: string, id: string, read: () => Promise<Incoming>): Entry {
    const known = this.underway.get(id)
    if (known !== undefined) return known
    const lane = this.lanes.get(address) ?? { entries: [], failing: false }
    const entry = entryOf(id, lane, read)
    this.underway.set(id, entry)
    lane.entries.push(entry)
    if (lane.entries.length === 1) {
      this.lanes.set(address, lane)
      void this.work(address, lane)
    }
    return entry
  }

  /** What Slack is to be told, soon enough. What fails stays unanswered for, and comes again. */
  async verdict(gathered: Gathered, gathering: Promise<void>): Promise<Verdict> {
    const { entries } = gathered
    let whole = false
    const waited = new AbortController()
    const late = this.parts.clock.sleep(this.parts.waits.answer, waited.signal).then(() => 'late' as const)
    const all = gathering
      .then(() => {
        whole = true
        return Promise.all(entries.map(({ done }) => done))
      })
      .then(
        () => told(gathered),
        () => 'again' as const,
      )
    const first = await Promise.race([all, late])
    waited.abort()
    if (first !== 'late') return first
    if (!whole || this.stopping.aborted || entries.some(({ lane }) => lane.failing)) return 'again'
    for (const entry of entries) entry.promised = true
    return 'taken'
  }

  /** Takes nothing new; what has begun, and what was promised, is finished by `idle`. */
  halt(): void {
    this.stop.abort()
  }

  async idle(): Promise<void> {
    while (this.underway.size > 0) await Promise.allSettled([...this.underway.values()].map(({ done }) => done))
  }

  private async work(address: string, lane: Lane): Promise<void> {
    for (let entry = lane.entries[0]; entry !== undefined; entry = lane.entries[0]) {
      const error = await this.deal(entry).then(
        () => undefined,
        (failure: unknown) => failure ?? new Error('unknown'),
      )
      if (error !== undefined && entry.promised) this.parts.logger.error('slack.update-lost', { why: nameOf(error) })
      lane.entries.shift()
      this.underway.delete(entry.id)
      entry.finish(error)
    }
    this.lanes.delete(address)
  }

  private async deal(entry: Entry): Promise<void> {
    const { receive, clock, logger, waits } = this.parts
    for (let tries = 1, hopeless = 0; ; tries += 1) {
      if (this.stopping.aborted && !entry.promised) throw new Error('the channel stops')
      try {
        await receive(await entry.read())
        entry.lane.failing = false
        return
      } catch (error) {
        entry.lane.failing = true
        if (this.stopping.aborted) throw error
        if (!(error instanceof StoreUnavailable)) hopeless += 1
        if (hopeless >= TRIES) {
          // The error itself may quote what a person wrote.
          logger.error('slack.update-passed-over', { tries: hopeless, why: nameOf(error) })
          entry.lane.failing = false
          return
        }
      }
      await clock.sleep(Math.min(waits.most, waits.first * 2 ** Math.min(tries - 1, 16)), this.stopping)
    }
  }
}

const told = ({ failed, answer }: Gathered): Verdict => (failed ? 'again' : answer === undefined ? 'taken' : { answer })

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

const entryOf = (id: string, lane: Lane, read: () => Promise<Incoming>): Entry => {
  let finish: (error?: unknown) => void = () => {}
  const done = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error))
  })
  // Nobody may be waiting any more when it fails.
  done.catch(() => {})
  return { id, lane, read, promised: false, done, finish: (error) => finish(error) }
}

export type { Entry }
