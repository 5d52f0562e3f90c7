import type { Message } from '../../core/messaging/message.ts'
import { type Channel, type Incoming, type Sent, type Stop, Unavailable } from '../../core/ports/channel.ts'
import { reactionTo } from './citizen.ts'

/** The platform on which letters are replayed. */
export const REPLAY = 'replay'

/** A writer who is asked more often than this is not understood, and is left alone. */
const MOST_ANSWERS = 30

export const addressOf = (letter: string): string => `letter-${letter}`

interface Writer {
  readonly text: string
  answers: number
  readonly end: (how: 'done' | 'gave-up') => void
}

/**
 * A chat platform whose citizens are the writers of letters. A message counts as sent only once its answer was dealt
 * with durably, under an id that comes from the message: so the outbox itself remembers which question every writer
 * has still to answer, and after any crash the answer is given again, and happens once.
 */
export class ReplayChannel implements Channel {
  readonly name = REPLAY
  readonly can = { choices: true, files: true, textLength: 100_000, perSecond: 1e6, perChatPerSecond: 100 }
  sent = 0
  private readonly writers = new Map<string, Writer>()
  private readonly finished = new Set<string>()
  private receive: ((incoming: Incoming) => Promise<void>) | undefined

  /** `days` tells of every letter of the file when it was written. */
  constructor(private readonly days: ReadonlyMap<string, string | undefined>) {}

  async start(receive: (incoming: Incoming) => Promise<void>): Promise<Stop> {
    this.receive = receive
    return async () => {
      this.receive = undefined
    }
  }

  /** Sends a letter's words as the first message of its writer; resolves when its case is taken in, or given up. */
  async write(letter: string, text: string): Promise<'done' | 'gave-up'> {
    const address = addressOf(letter)
    if (this.finished.has(address)) return 'done'
    const ended = new Promise<'done' | 'gave-up'>((end) => void this.writers.set(address, { text, answers: 0, end }))
    await this.hand(address, `words-${letter}`, { kind: 'text', text })
    const how = await ended
    this.writers.delete(address)
    return how
  }

  /** The writer was told of no question for long, such as after a fault: asks what was asked last. `time` tells the times apart. */
  nudge(letter: string, time: string): Promise<void> {
    return this.hand(addressOf(letter), `continue-${time}`, { kind: 'text', text: '/continue' })
  }

  /** Ends the wait for a letter whose case is there. */
  end(address: string): void {
    this.finished.add(address)
    this.writers.get(address)?.end('done')
  }

  async send(address: string, message: Message, delivery: string): Promise<Sent> {
    const letter = address.slice(addressOf('').length)
    const reaction = reactionTo(message, this.days.get(letter))
    // Who wrote a letter of another file listens, and answers when that one is replayed again.
    if (reaction.kind === 'answer' && !this.days.has(letter)) throw new Unavailable('this letter is not in the file')
    if (reaction.kind === 'done') this.end(address)
    const writer = this.writers.get(address)
    if (writer !== undefined && ++writer.answers > MOST_ANSWERS) writer.end('gave-up')
    else if (reaction.kind === 'answer') await this.hand(address, `to-${delivery}`, reaction.act)
    else if (reaction.kind === 'again' && writer !== undefined) {
      await this.hand(address, `to-${delivery}`, { kind: 'text', text: writer.text })
    }
    this.sent++
    return { ids: [delivery] }
  }

  private hand(address: string, id: string, act: Incoming['act']): Promise<void> {
    if (this.receive === undefined) throw new Unavailable('not started')
    return this.receive({ id, channel: REPLAY, address, language: 'zh-CN', act })
  }
}
