import { pino } from 'pino'
import type { LogFields, Logger } from '../../core/ports/logger.ts'

/**
 * One JSON line an event on standard output. Of an error only its name, code and the place in our code are written:
 * messages of libraries can hold addresses, tokens and what people wrote.
 */
export const pinoLogger = (level: string): Logger => {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, fields = {}, cause) => log.error({ ...fields, ...causeOf(cause) }, event),
  }
}

const causeOf = (cause: unknown): LogFields => {
  if (!(cause instanceof Error)) return cause === undefined ? {} : { cause: typeof cause }
  const code = 'code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}
  const at = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
  return { cause: cause.name, ...code, ...(at === undefined ? {} : { at: at.join(' < ') }) }
}
