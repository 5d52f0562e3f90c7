/**
 * Where the program writes what operators need. Never a person, a letter, a platform's id of a chat, or a secret:
 * fields are codes, counts, names of operations and ids of records.
 */
export interface Logger {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields, cause?: unknown): void
}

export type LogFields = Readonly<Record<string, string | number | boolean>>
