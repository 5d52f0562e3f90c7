/** What a calendar or a clock refuses, by a stable code; the text for the person is looked up by the code. */
export type CalendarErrorCode =
  | 'calendar.not-a-day'
  | 'calendar.not-an-instant'
  | 'calendar.not-a-count'
  | 'calendar.out-of-range'
  | 'calendar.year-twice'
  | 'clock.closed'
  | 'clock.not-closed'
  | 'clock.before-start'
  | 'clock.already-asked'
  | 'clock.not-asked'
  | 'clock.answered-before-asked'
  | 'clock.already-extended'

/** A refusal: `code` for machines and for the text, `details` for the text's blanks and the log. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError'
  constructor(
    readonly code: CalendarErrorCode,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`)
  }
}
