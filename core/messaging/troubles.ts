import { createHash } from 'node:crypto'
import { MINUTE, SECOND } from '../ports/clock.ts'
import type { PauseReason } from './channel-state.ts'

/** How long a channel whose token is not taken is left alone between two tries. */
const REFUSED = 30 * SECOND
/** So many failures in a row, and not one success, mean the channel and not the message. */
const IN_A_ROW = 5
/** A channel that has been down for so long is told of. */
const TOLD_AFTER = 2 * MINUTE
const LONGEST = 5 * MINUTE
/** So often a message may fail while others arrive. */
const HOPELESS = 10

/** What is to be done about a failure: how long the lane and the channel wait, in milliseconds. */
export interface Trouble {
  readonly lane: number
  readonly channel: number
  readonly hopeless: boolean
  /** The staff must hear of it now. */
  readonly tell?: PauseReason
}

/** Tells a message that keeps failing from a channel that is down, and how long to wait in either case. */
export class Troubles {
  private readonly tries = new Map<string, { readonly count: number; readonly since: number }>()
  private inARow = 0
  private since = 0
  private lastSuccess = 0
  /** Whether the staff was told; unknown after a start, when another worker may have told them. */
  private told: boolean | undefined

  constructor(private readonly channel: string) {}

  /** One message at a time leaves, to see whether the channel is well again. */
  get probing(): boolean {
    return this.inARow >= IN_A_ROW
  }

  /** `delivery` failed; `refused` when the platform does not take the token. */
  met(delivery: string, now: number, refused: boolean): Trouble {
    if (this.inARow++ === 0) this.since = now
    const { count, since } = this.tries.get(delivery) ?? { count: 0, since: now }
    this.tries.set(delivery, { count: count + 1, since })
    if (refused) {
      this.inARow = Math.max(this.inARow, IN_A_ROW)
      const tell = this.told === true ? {} : { tell: 'refused' as const }
      this.told = true
      return { lane: 0, channel: jittered(REFUSED, `${this.channel} ${this.inARow}`), hopeless: false, ...tell }
    }
    const wait = (times: number, of: string) => jittered(Math.min(2 ** Math.min(times, 20) * SECOND, LONGEST), of)
    const down = this.probing
    const tell = down && this.told !== true && now - this.since >= TOLD_AFTER
    if (tell) this.told = true
    return {
      lane: wait(count + 1, `${delivery} ${count}`),
      channel: down ? wait(Math.min(this.inARow - IN_A_ROW, 5), `${this.channel} ${this.inARow}`) : 0,
      hopeless: count + 1 >= HOPELESS && this.lastSuccess > since,
      ...(tell ? { tell: 'down' as const } : {}),
    }
  }

  /** A message arrived. Whether it has to be recorded that the channel is well. */
  over(now: number): boolean {
    const was = this.told
    this.lastSuccess = now
    this.inARow = 0
    this.told = false
    if (this.tries.size > 10_000) this.tries.clear()
    return was !== false
  }
}

/** A quarter more or less than `milliseconds`, differently for each `of`, so that not all come back at once. */
const jittered = (milliseconds: number, of: string): number => {
  const share = createHash('sha256').update(of).digest().readUInt16BE(0) / 0x1_00_00
  return Math.round(milliseconds * (0.75 + share / 2))
}
