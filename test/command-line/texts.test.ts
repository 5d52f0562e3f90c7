import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sampleContent } from '../support/world.ts'

/** Every key that stands in the code as it is; keys that are put together from parts are the features' own affair. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/(?:\brefusal|\bnotFound|\bforbidden|new Refusal)\(\s*'([a-z][\w.-]+)'/g, 'errors.'],
  [/\bsay: '([a-z][\w.-]+)'/g, ''],
  [/\btext\('([a-z][\w.-]+)'/g, ''],
  [/\.say\(\s*[\w.]+,\s*'([a-z][\w.-]+)'/g, ''],
]

const sources = (): readonly string[] =>
  ['core', 'adapters', 'bots'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('testing.ts'))
      .map((name) => `${folder}/${name}`),
  )

describe('the texts of the content', () => {
  it('are there for every key that the code names', async () => {
    const content = await sampleContent()
    const missing = sources().flatMap((file) => {
      const code = readFileSync(file, 'utf8')
      return KEYS.flatMap(([pattern, prefix]) => [...code.matchAll(pattern)].map((match) => `${prefix}${match[1]}`))
        .filter(
          (key) =>
            key.includes('.') &&
            content.say('en', key) === key &&
            content.say('en', `${key}_other`, { count: 2 }) === `${key}_other`,
        )
        .map((key) => `${file}: ${key}`)
    })
    expect([...new Set(missing)]).toEqual([])
  })
})
