import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { CaseState } from '../../core/feedback/case.ts'
import { feedback } from '../../core/feedback/index.ts'
import { receptions } from '../../core/receptions/index.ts'
import { reporters } from '../../core/reporters/index.ts'
import { sampleContent } from '../support/world.ts'

const FOLDERS = ['core/feedback', 'core/feedback/staff', 'core/reporters', 'core/receptions']
const LANGUAGES = ['zh-CN', 'en'] as const

const sources = async (): Promise<string> => {
  const files = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = (await readdir(folder)).filter((name) => /(?<!\.test)\.ts$/.test(name))
      return Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))
    }),
  )
  return files.flat().join('\n')
}

const matches = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, key = '']) => key)),
]

const missing = async (keys: readonly string[]): Promise<readonly string[]> => {
  const content = await sampleContent()
  return keys.flatMap((key) =>
    LANGUAGES.flatMap((language) => (content.say(language, key) === key ? [`${language} ${key}`] : [])),
  )
}

/** Codes of refusals: everything that begins with `case.`, and what is refused by name. */
const refusalsOf = (source: string): string[] => [
  ...matches(source, /'(case\.[a-z-]+)'/g),
  ...matches(source, /refusal\('([a-z.-]+)'/g),
]

const operationNames = [feedback, reporters, receptions]
  .flatMap((each) => each.operations ?? [])
  .map(({ name }) => name)

describe('the texts of cases', () => {
  it('say something for every refusal', async () => {
    const now = CaseState.options.map((state) => `case.not-now-${state}`)
    const codes = [...refusalsOf(await sources()), ...now]
    expect(codes.length).toBeGreaterThan(30)
    expect(await missing(codes.map((code) => `errors.${code}`))).toEqual([])
  })

  it('are there for every key that is said', async () => {
    const source = await sources()
    const keys = matches(source, /'((?:staff|feedback|reporters|reception)\.(?:[a-z-]+\.)*[a-z_-]+)'/g)
    const others = new Set([...refusalsOf(source), ...operationNames])
    const said = keys.filter((key) => !others.has(key))
    expect(said.length).toBeGreaterThan(100)
    expect(await missing(said)).toEqual([])
  })

  it('say each step in plain words', async () => {
    const steps = (feedback.operations ?? [])
      .filter(({ kind }) => kind === 'command')
      .map(({ name }) => name.replace('feedback.', ''))
    const ofOthers = ['learnRoute', 'consider', 'keepExcerpt', 'takeExcerpt', 'settleExcerpt', 'noteRemoved']
    const ofCases = steps.filter((step) => !ofOthers.includes(step))
    expect(await missing(ofCases.map((step) => `staff.did.${step}`))).toEqual([])
  })

  it('name every state, kind, reporter and button', async () => {
    const source = await readFile('core/feedback/staff/case-buttons.ts', 'utf8')
    const buttons = matches(source, /command: '([a-z_]+)'/g).map((name) => `feedback.button.${name}`)
    expect(buttons.length).toBeGreaterThan(15)
    const states = CaseState.options.map((state) => `staff.state-${state}`)
    const kinds = ['complaint', 'help', 'suggestion', 'integrity'].map((kind) => `staff.kind-${kind}`)
    const modes = ['named', 'notices', 'nothing'].map((mode) => `staff.reporter-${mode}`)
    expect(await missing([...buttons, ...states, ...kinds, ...modes])).toEqual([])
  })
})

describe('what cases wish for', () => {
  it('is always an operation that there is', async () => {
    const wished = matches(await sources(), /do: '([a-z]+\.[a-zA-Z]+)'/g)
    const { World } = await import('../support/world.ts')
    const world = await World.open()
    expect(wished.length).toBeGreaterThan(8)
    expect(wished.filter((name) => !world.program.application.operations.has(name))).toEqual([])
  })
})
