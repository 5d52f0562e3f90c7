import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contentPiece } from './content.ts'
import { ContentInvalid, loadContent } from './load.ts'
import type { ParsedBefore } from './parse.ts'

const Matter = z.strictObject({ code: z.string().regex(/^[a-z]+$/), unit: z.string() })
const Units = contentPiece({ name: 'units', files: 'units.yaml', schema: z.array(z.string()) })
const Matters = contentPiece<{ code: string; unit: string }[]>({
  name: 'matters',
  files: 'matters/*.yaml',
  schema: z.array(Matter),
  check: function* (matters, content) {
    for (const [index, { unit }] of matters.entries()) {
      if (!content.only(Units).includes(unit)) yield { at: [index, 'unit'], message: `nobody knows the unit ${unit}` }
    }
  },
})
const GOOD = {
  'units.yaml': '- housing\n- roads\n',
  'matters/a.yaml': '- { code: lamp, unit: roads }\n',
  'texts/zh-CN/a.yaml': 'a.hello: 您好，{{name}}\n',
  'texts/en/a.yaml': 'a.hello: Hello, {{name}}\n',
}

const load = (changes: Readonly<Record<string, string | undefined>> = {}, before?: ParsedBefore) => {
  const files = Object.entries({ ...GOOD, ...changes }).flatMap(([file, text]) =>
    text === undefined ? [] : [[file, text] as const],
  )
  return loadContent(new Map(files), [Units, Matters], before)
}
const faultsOf = (changes: Readonly<Record<string, string | undefined>>, before?: ParsedBefore): readonly string[] => {
  try {
    load(changes, before)
    return []
  } catch (error) {
    if (!(error instanceof ContentInvalid)) throw error
    return error.problems.map(({ file, line, message }) => `${file}:${line} ${message}`)
  }
}

describe('content', () => {
  it('is read from its files, several in the order of their names', () => {
    const content = load({ 'matters/b.yaml': '- { code: noise, unit: housing }\n' })
    expect(content.files(Matters).map(({ file }) => file)).toEqual(['matters/a.yaml', 'matters/b.yaml'])
    expect(content.only(Units)).toEqual(['housing', 'roads'])
  })

  it('says its texts in three languages, with their blanks filled', () => {
    const content = load()
    expect(content.say('zh-CN', 'a.hello', { name: '周敏' })).toBe('您好，周敏')
    expect(content.say('en', 'a.hello', { name: 'Min' })).toBe('Hello, Min')
    expect(load({ 'texts/zh-CN/a.yaml': 'a.hello: 请等{{name}}的软件\n' }).say('zh-TW', 'a.hello', { name: '' })).toBe(
      '請等的軟件',
    )
  })

  it('says what is called by other texts, by the first phrase of each', () => {
    const content = load({
      'texts/zh-CN/a.yaml': "a.hello: '可用：{{what, called}}'\na.post: 岗位|职务\n",
      'texts/en/a.yaml': "a.hello: 'There are: {{what, called}}'\na.post: post|duty\n",
    })
    const what = '{{a.post}} {{1}}'
    expect(content.say('zh-CN', 'a.hello', { what })).toBe('可用：{{岗位}} {{1}}')
    expect(content.say('zh-TW', 'a.hello', { what })).toBe('可用：{{崗位}} {{1}}')
    expect(content.say('en', 'a.hello', { what })).toBe('There are: {{post}} {{1}}')
  })

  it('works something out of itself once', () => {
    const content = load()
    let times = 0
    const count = () => ++times
    expect([content.derive(count), content.derive(count)]).toEqual([1, 1])
  })
})

describe('a fault in the content', () => {
  it('names the file and the line', () => {
    expect(faultsOf({ 'matters/a.yaml': '- code: lamp\n  unit: roads\n- code: LAMP\n  unit: roads\n' })).toEqual([
      expect.stringMatching(/^matters\/a\.yaml:3 /),
    ])
  })

  it('is told for all files at once', () => {
    expect(faultsOf({ 'units.yaml': '{}', 'matters/a.yaml': '- { code: lamp }\n' })).toHaveLength(2)
  })

  it('may be a file that is not there, or not YAML', () => {
    expect(faultsOf({ 'units.yaml': undefined })).toEqual([expect.stringContaining('is missing')])
    expect(faultsOf({ 'units.yaml': '- "a\n' })[0]).toContain('is not well-formed YAML')
  })

  it('may be a key that stands twice in one map', () => {
    expect(faultsOf({ 'matters/a.yaml': '- code: lamp\n  unit: roads\n  code: lamp\n' })).toEqual([
      'matters/a.yaml:3 is not well-formed YAML: the key code stands twice',
    ])
    expect(faultsOf({ 'matters/a.yaml': '- { code: lamp, unit: roads }\n- { code: lamp, unit: roads }\n' })).toEqual([])
  })

  it('is told with its line also in files that were read before', () => {
    const before: ParsedBefore & Map<string, unknown> = new Map()
    const fault = { 'matters/a.yaml': '- code: lamp\n  unit: nobody\n' }
    const told = faultsOf(fault, before)
    expect(before.size).toBe(4)
    expect(faultsOf(fault, before)).toEqual(told)
    expect(faultsOf({ 'matters/a.yaml': '- "a\n' }, before)).toHaveLength(1)
    expect(before.size).toBe(4)
  })

  it('may only show beside another file', () => {
    expect(faultsOf({ 'matters/a.yaml': '- code: lamp\n  unit: nobody\n' })).toEqual([
      'matters/a.yaml:2 nobody knows the unit nobody',
    ])
  })

  it('may be a text that one language lacks, or that fills other blanks', () => {
    expect(faultsOf({ 'texts/en/a.yaml': 'a.bye: Goodbye\n' })).toHaveLength(2)
    expect(faultsOf({ 'texts/en/a.yaml': 'a.hello: Hello, {{who}}\n' })[0]).toContain('fills other blanks')
  })
})
