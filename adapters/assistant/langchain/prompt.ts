import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import type { Task } from '../../../prompts/task.ts'

/** A prompt can't be used as it stands: the program does not start with it. */
export class PromptInvalid extends Error {
  override name = 'PromptInvalid'
}

/** The parts of a prompt begin with these lines. */
const PART = /^# (system|user)[ \t]*$/m

/** The prompt of a task. @throws PromptInvalid when it is not there or asks for other variables than declared */
export const promptOf = ({ name, variables }: Task, read: (path: string) => string = shipped): ChatPromptTemplate => {
  const [before = '', ...parts] = read(`${name}/prompt.md`).split(PART)
  const [system, user] = [partOf(parts, 'system'), partOf(parts, 'user')]
  if (before.trim() !== '' || parts.length !== 4 || system === '' || user === '')
    throw new PromptInvalid(`prompts/${name}/prompt.md: needs the two parts "# system" and "# user", each once`)
  const messages: [string, string][] = [
    ['system', system],
    ['user', user],
  ]
  const prompt = ChatPromptTemplate.fromMessages(messages, { templateFormat: 'mustache' })
  const asked = [...new Set(prompt.inputVariables)].sort()
  const declared = [...variables].sort()
  if (asked.join() !== declared.join())
    throw new PromptInvalid(
      `prompts/${name}/prompt.md: asks for ${asked.join(', ')}; declared are ${declared.join(', ')}`,
    )
  return prompt
}

const partOf = (parts: readonly string[], name: string): string => (parts[parts.indexOf(name) + 1] ?? '').trim()

/** Built, the program stands one folder below its root; from source, this file stands three below. */
const ABOVE = ['../prompts/', '../../../prompts/']

/** A file of the `prompts/` that comes with the program. */
const shipped = (path: string): string => {
  for (const above of ABOVE) {
    try {
      return readFileSync(fileURLToPath(new URL(`${above}${path}`, import.meta.url)), 'utf8')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
  throw new PromptInvalid(`prompts/${path} is missing; it belongs to the program, beside its "dist" folder`)
}
