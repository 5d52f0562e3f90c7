import { setTimeout as pause } from 'node:timers/promises'
import type { Body } from './body.ts'
import { botApi } from './description.ts'
import { Failure } from './failure.ts'
import { type FaultKind, type Faults, refusalAfter, refusalBefore } from './faults.ts'
import type { Ledger } from './ledger.ts'
import { checkLimits } from './limits/check.ts'
import { methods } from './methods/table.ts'
import { objectsOf, type Payload, type Uploads } from './payload.ts'
import { validateCall } from './validate.ts'
import type { World } from './world.ts'

/** `dropped`: no answer at all, the connection ends. */
export type Outcome = { result: unknown } | { failure: Failure } | 'dropped'

/** How many messages a call sends, as far as rate limits are concerned. */
function messagesIn(method: string, payload: Payload): number {
  if (method === 'sendMediaGroup') return objectsOf(payload, 'media').length
  return /^(send(?!ChatAction)|copyMessage|forwardMessage)/.test(method) ? 1 : 0
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  // Recorded, because a bot would take a 500 for a passing fault and try again.
  const issue = { kind: 'fake-failed', path: '', problem: String(error) } as const
  return new Failure(500, 'Internal Server Error', { issue })
}

/** Takes one call through everything that can happen to it, in the order in which it happens at Telegram's. */
export class Gateway {
  readonly #world: World
  readonly #faults: Faults
  readonly #ledger: Ledger

  constructor(world: World, faults: Faults, ledger: Ledger) {
    this.#world = world
    this.#faults = faults
    this.#ledger = ledger
  }

  async call(method: string, readBody: () => Body, signal: AbortSignal): Promise<Outcome> {
    let payload: Payload = {}
    let outcome: Outcome
    try {
      const body = readBody()
      payload = body.fields
      payload = this.#validate(method, body)
      const fault = this.#faults.take(method, payload)
      outcome = await this.#carryOut(method, payload, body.uploads, fault, signal)
    } catch (error) {
      const failure = asFailure(error)
      if (failure.issue) this.#ledger.violated(method, payload, failure.issue)
      outcome = { failure }
    }
    this.#record(method, payload, outcome)
    return outcome
  }

  #validate(method: string, body: Body): Payload {
    if (methods[method] === undefined) {
      const issue = { kind: 'unknown-method', path: '', problem: `${method} is not described in bot-api.json` } as const
      throw new Failure(404, 'Not Found', { issue })
    }
    const { payload, issues } = validateCall(botApi, method, body)
    for (const issue of issues) this.#ledger.violated(method, body.fields, issue)
    const [first] = issues
    if (first) throw new Failure(400, `Bad Request: ${first.path} ${first.problem}`)
    checkLimits(method, payload, body.uploads)
    return payload
  }

  async #carryOut(
    method: string,
    payload: Payload,
    uploads: Uploads,
    fault: FaultKind | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (fault?.fault === 'slow') await pause(fault.milliseconds)
    if (fault?.fault === 'drop-before') return 'dropped'
    const before = fault && refusalBefore(fault)
    if (before) throw before
    const messages = messagesIn(method, payload)
    if (messages > 0) this.#world.limiter?.spend(Number(payload.chat_id), messages)
    const result = await methods[method]?.(payload, { world: this.#world, uploads, signal })
    const after = fault && refusalAfter(fault)
    if (after) throw after
    return fault?.fault === 'drop-after' ? 'dropped' : { result }
  }

  #record(method: string, payload: Payload, outcome: Outcome): void {
    const failure = outcome !== 'dropped' && 'failure' in outcome ? outcome.failure : undefined
    this.#ledger.called({
      at: this.#world.clock.now(),
      method,
      payload,
      status: outcome === 'dropped' ? 0 : (failure?.code ?? 200),
      description: failure?.message,
    })
  }
}
