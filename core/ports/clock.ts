/** Where time comes from. Instants are ISO strings in UTC with milliseconds, such as `2025-06-30T01:02:03.004Z`. */
export interface Clock {
  now(): string
  /** Resolves after `milliseconds` of this clock, or when `signal` is aborted, whichever is first. Never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** `instant` moved by `milliseconds`. */
export const later = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
