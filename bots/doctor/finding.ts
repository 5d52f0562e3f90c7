/** What a look at one part of the installation told. */
export interface Finding {
  readonly check: string
  readonly level: 'ok' | 'warn' | 'fail'
  readonly found: string
  /** What to do; with every `warn` and `fail`. */
  readonly cure?: string
}

export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found })
export const warn = (check: string, found: string, cure: string): Finding => ({ check, level: 'warn', found, cure })
export const fail = (check: string, found: string, cure: string): Finding => ({ check, level: 'fail', found, cure })

/** The message of an error, in one line. */
export const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ')
