import type { Language } from '../../core/content/content.ts'
import type { ContentSource } from '../../core/content/load.ts'
import { Invalid, Refusal } from '../../core/kernel/errors.ts'
import type { LogFields, Logger } from '../../core/ports/logger.ts'
import type { Program } from '../../core/program.ts'
import { type Configuration, configuration } from '../config.ts'
import { openProgram } from '../open.ts'
import { Failed, remark } from './terminal.ts'

export interface Working {
  readonly program: Program
  readonly config: Configuration
  /** Of refusals and other texts of the content. */
  readonly language: Language
}

/**
 * Opens the program on its store, with `source` where it is not to read the content folder, does `act`, and closes
 * again. What is refused is told in words.
 */
export const withProgram = async <T>(act: (working: Working) => Promise<T>, source?: ContentSource): Promise<T> => {
  const config = configuration(process.env)
  const { program, close } = await openProgram(config, terminalLogger, source)
  const language = terminalLanguage(process.env)
  try {
    return await act({ program, config, language })
  } catch (error) {
    if (error instanceof Refusal) throw new Failed(inWords(program, language, error))
    throw error
  } finally {
    await close()
  }
}

const inWords = ({ outside }: Program, language: Language, error: Refusal): string =>
  error instanceof Invalid
    ? error.faults.map(({ path, message }) => `${path}: ${message}`).join('\n')
    : outside.content.say(language, `errors.${error.code}`, error.params)

/** The language that the terminal is set to, as far as the content has it. */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const set = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  if (/^zh[_-](tw|hk|mo)/i.test(set)) return 'zh-TW'
  return /^zh/i.test(set) ? 'zh-CN' : 'en'
}

const line = (event: string, fields: LogFields = {}): string =>
  [event, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ')

/** Warnings and errors as plain lines beside the output; the rest is nobody's concern at a terminal. */
export const terminalLogger: Logger = {
  info: () => undefined,
  warn: (event, fields) => remark(`warning: ${line(event, fields)}`),
  error: (event, fields, cause) =>
    remark(`error: ${line(event, fields)}${cause instanceof Error ? ` (${cause.name})` : ''}`),
}
