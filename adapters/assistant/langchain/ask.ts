import { createHash } from 'node:crypto'
import type { Clock } from '../../../core/ports/clock.ts'
import type { LogFields, Logger } from '../../../core/ports/logger.ts'
import type { Answered, Chain } from './chain.ts'
import type { Guard } from './guard.ts'

export interface AskParts {
  readonly guard: Guard
  readonly clock: Clock
  readonly logger: Logger
  /** Milliseconds from the moment of sending. */
  readonly deadline: number
}

type Ended<T> = { readonly outcome: 'answered'; readonly answered: Answered<T> } | { readonly outcome: string }

/**
 * Asks one task, within the deadline and the limits; undefined for whatever else happens. Each question that was sent
 * leaves a line for the audit: what kind, how much, its digest and how it ended, and never a word of it.
 */
export const askWithin = async <T>(
  { guard, clock, logger, deadline }: AskParts,
  chain: Chain<T>,
  variables: Readonly<Record<string, string>>,
  /** How many different things in it were masked. */
  masked: number,
): Promise<T | undefined> => {
  const closed = await guard.enter()
  if (closed !== undefined) {
    logger.info('assistant.not-asked', { task: chain.task, because: closed })
    return undefined
  }
  const begun = Date.parse(clock.now())
  let spent = { failed: true, tokens: 0 }
  try {
    const words = await chain.words(variables)
    const ended = await raced(chain, variables, clock, deadline)
    const answered = 'answered' in ended ? ended.answered : undefined
    // A Chinese character is about a token: what the service does not count is counted so.
    const tokens = Math.max(answered?.tokens ?? 0, answered?.tokens ? 0 : words.length)
    spent = { failed: answered?.value === undefined, tokens }
    const fields: LogFields = {
      task: chain.task,
      sha256: createHash('sha256').update(words).digest('hex'),
      characters: words.length,
      masked,
      tokens,
      milliseconds: Date.parse(clock.now()) - begun,
      outcome: answered !== undefined && answered.value === undefined ? 'other-form' : ended.outcome,
    }
    if (spent.failed) logger.warn('assistant.asked', fields)
    else logger.info('assistant.asked', fields)
    return answered?.value
  } finally {
    guard.leave(spent)
  }
}

const raced = async <T>(
  chain: Chain<T>,
  variables: Readonly<Record<string, string>>,
  clock: Clock,
  deadline: number,
): Promise<Ended<T>> => {
  const late = new AbortController()
  const inTime = new AbortController()
  const asked = chain.ask(variables, late.signal).then(
    (answered): Ended<T> => ({ outcome: 'answered', answered }),
    (error: unknown): Ended<T> => ({ outcome: outcomeOf(error) }),
  )
  const overdue = clock.sleep(deadline, inTime.signal).then((): Ended<T> => ({ outcome: 'deadline' }))
  const ended = await Promise.race([asked, overdue])
  late.abort()
  inTime.abort()
  return ended
}

/** A service may repeat the letter in its error: only the status goes to the log. */
const outcomeOf = (error: unknown): string => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  return typeof status === 'number' ? `http-${status}` : 'failed'
}
