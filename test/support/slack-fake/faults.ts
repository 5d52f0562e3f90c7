/**
 * What can go wrong with one message. `drop-before`: the connection ends and nothing happened. `drop-after`: it
 * happened, but the answer is lost. An `error` is Slack's own word, such as `invalid_blocks`.
 */
export type FaultKind =
  | { readonly fault: 'too-many-requests'; readonly retryAfter: number }
  | { readonly fault: 'server-error' | 'drop-before' | 'drop-after' }
  | { readonly fault: 'error'; readonly error: string }

export type Fault = FaultKind & {
  /** Unless given, the calls that make a message appear. */
  readonly method?: string
  /** The user whose direct message is meant; everybody's unless given. */
  readonly user?: string
  /** How many matching calls pass unharmed first. */
  readonly after?: number
}

const SAYING: readonly string[] = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal']

/** The faults that tests have asked for; each hits once, in their order. */
export class Faults {
  private readonly waiting: { readonly fault: Fault; passed: number }[] = []

  inject(fault: Fault): void {
    this.waiting.push({ fault, passed: 0 })
  }

  take(method: string, user: string | undefined): FaultKind | undefined {
    for (const each of this.waiting) {
      const { fault } = each
      const meant = fault.method === undefined ? SAYING.includes(method) : fault.method === method
      if (!meant || (fault.user !== undefined && fault.user !== user)) continue
      each.passed += 1
      if (each.passed <= (fault.after ?? 0)) continue
      this.waiting.splice(this.waiting.indexOf(each), 1)
      return fault
    }
    return undefined
  }
}
