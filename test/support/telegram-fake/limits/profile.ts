import { breach } from '../failure.ts'
import { objectsOf, type Payload, stringOf } from '../payload.ts'

function checkLanguage(payload: Payload): void {
  const code = stringOf(payload, 'language_code') ?? ''
  if (code !== '' && !/^[a-z]{2}$/.test(code))
    throw breach('language_code', 'invalid language code specified', `${code} is not a two-letter ISO 639-1 code`)
}

export function checkCommands(payload: Payload): void {
  checkLanguage(payload)
  const commands = objectsOf(payload, 'commands')
  if (commands.length > 100) throw breach('commands', 'BOT_COMMANDS_TOO_MUCH', `${commands.length}, at most 100`)
  const seen = new Set<string>()
  for (const [index, each] of commands.entries()) {
    const command = stringOf(each, 'command') ?? ''
    const description = stringOf(each, 'description') ?? ''
    if (!/^[a-z0-9_]{1,32}$/.test(command))
      throw breach(`commands[${index}].command`, 'BOT_COMMAND_INVALID', `${command} is not 1–32 of a–z 0–9 _`)
    if (description.length < 1 || description.length > 256)
      throw breach(`commands[${index}].description`, 'BOT_COMMAND_DESCRIPTION_INVALID', 'must be 1–256 characters')
    if (seen.has(command)) throw breach(`commands[${index}].command`, 'BOT_COMMAND_INVALID', `${command} occurs twice`)
    seen.add(command)
  }
}

export const checkScope = checkLanguage

export function checkDescription(payload: Payload): void {
  checkLanguage(payload)
  if ((stringOf(payload, 'description') ?? '').length > 512)
    throw breach('description', 'BOT_DESCRIPTION_TOO_LONG', 'at most 512 characters')
}

export function checkShortDescription(payload: Payload): void {
  checkLanguage(payload)
  if ((stringOf(payload, 'short_description') ?? '').length > 120)
    throw breach('short_description', 'BOT_SHORT_DESCRIPTION_TOO_LONG', 'at most 120 characters')
}
