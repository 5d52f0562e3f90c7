import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { classify } from '../../../prompts/classify/schema.ts'
import { extract } from '../../../prompts/extract/schema.ts'
import { PromptInvalid, promptOf } from './prompt.ts'

const task = { name: 'greet', variables: ['name', 'fence'], schema: z.object({}) }
const from = (text: string) => () => promptOf(task, () => text)
const GOOD = '# system\nStay {{fence}}.\n\n# user\nGreet {{name}}, {{fence}}.\n'

describe('a prompt', () => {
  it('is filled with what is declared, and a value is never read as a template', async () => {
    const filled = await promptOf(task, () => GOOD).invoke({ name: '{{fence}} <b> & # user', fence: 'f' })
    expect(filled.messages.map(({ content }) => content)).toEqual(['Stay f.', 'Greet {{fence}} <b> & # user, f.'])
  })

  it.each([
    ['asks for more than is declared', GOOD.replace('Greet', 'Greet {{place}}')],
    ['leaves out what is declared', GOOD.replace('{{name}}', 'them')],
    ['misspells a variable', GOOD.replace('{{name}}', '{{nmae}}')],
    ['has no user part', '# system\n{{name}} {{fence}}\n'],
    ['begins with something else', `Hello.\n${GOOD}`],
    ['is empty', ''],
  ])('that %s is refused', (_what, text) => expect(from(text)).toThrow(PromptInvalid))

  it.each([extract, classify])('of $name comes with the program', (shipped) => {
    expect(promptOf(shipped).inputVariables.sort()).toEqual([...shipped.variables].sort())
  })

  it('that is missing is named', () => expect(() => promptOf(task)).toThrow(/prompts\/greet\/prompt\.md is missing/))
})
