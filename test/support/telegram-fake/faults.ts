import { badRequest, Failure, forbidden, tooManyRequests } from './failure.ts'
import type { Payload } from './payload.ts'

/**
 * What can go wrong with one call.
 * `drop-before`: the connection ends and nothing happened. `drop-after`: it happened, but the answer is lost.
 */
export type FaultKind =
  | { fault: 'blocked' | 'chat-not-found' | 'deactivated' | 'unauthorized' }
  | { fault: 'too-many-requests'; retryAfter: number }
  | { fault: 'server-error'; status?: number; afterEffect?: boolean }
  | { fault: 'drop-before' | 'drop-after' }
  | { fault: 'slow'; milliseconds: number }

/** Which calls it hits: all conditions given must hold. Without `method`, every call but getUpdates. */
type FaultTarget = {
  method?: string
  chat?: number
  when?: (method: string, payload: Payload) => boolean
  /** How many calls it hits; 1 unless given, `Infinity` until removed. */
  times?: number
  /** How many matching calls pass unharmed first. */
  after?: number
}

export type Fault = FaultKind & FaultTarget
export type InjectedFault = { readonly hits: number; remove(): void }

class Injected implements InjectedFault {
  hits = 0
  readonly fault: Fault
  readonly #remove: () => void
  #passed = 0

  constructor(fault: Fault, remove: (self: Injected) => void) {
    this.fault = fault
    this.#remove = () => remove(this)
  }

  remove(): void {
    this.#remove()
  }

  take(method: string, payload: Payload): FaultKind | undefined {
    const { fault } = this
    const named = fault.method === undefined ? method !== 'getUpdates' : fault.method === method
    if (!named || (fault.chat !== undefined && Number(payload.chat_id) !== fault.chat)) return undefined
    if (fault.when && !fault.when(method, payload)) return undefined
    if (this.#passed++ < (fault.after ?? 0)) return undefined
    this.hits += 1
    if (this.hits >= (fault.times ?? 1)) this.remove()
    return fault
  }
}

/** The faults that tests have asked for, in the order they were asked for. */
export class Faults {
  readonly #waiting: Injected[] = []

  inject(fault: Fault): InjectedFault {
    const injected = new Injected(fault, (self) => {
      const index = this.#waiting.indexOf(self)
      if (index >= 0) this.#waiting.splice(index, 1)
    })
    this.#waiting.push(injected)
    return injected
  }

  /** The first fault that hits this call; at most one does. */
  take(method: string, payload: Payload): FaultKind | undefined {
    for (const injected of [...this.#waiting]) {
      const fault = injected.take(method, payload)
      if (fault) return fault
    }
    return undefined
  }
}

export const unauthorized = () => new Failure(401, 'Unauthorized')

const serverError = (status: number) => new Failure(status, status === 502 ? 'Bad Gateway' : 'Internal Server Error')

/** The answer that a fault gives before the call has any effect, if it gives one. */
export function refusalBefore(fault: FaultKind): Failure | undefined {
  switch (fault.fault) {
    case 'blocked':
      return forbidden('bot was blocked by the user')
    case 'deactivated':
      return forbidden('user is deactivated')
    case 'chat-not-found':
      return badRequest('chat not found')
    case 'unauthorized':
      return unauthorized()
    case 'too-many-requests':
      return tooManyRequests(fault.retryAfter)
    case 'server-error':
      return fault.afterEffect ? undefined : serverError(fault.status ?? 502)
    default:
      return undefined
  }
}

/** The answer that a fault gives in place of the result, after the effect. */
export const refusalAfter = (fault: FaultKind): Failure | undefined =>
  fault.fault === 'server-error' && fault.afterEffect ? serverError(fault.status ?? 502) : undefined
