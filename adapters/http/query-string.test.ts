import { expect, it } from 'vitest'
import { z } from 'zod'
import { jsonSchemaOf } from './json-schema.ts'
import { inputFrom, parametersOf } from './query-string.ts'

const schema = z.strictObject({
  words: z.string().optional(),
  limit: z.int().default(5),
  open: z.boolean().optional(),
  states: z.array(z.enum(['new', 'done'])).optional(),
  years: z.array(z.int()).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  record: z.strictObject({ type: z.string(), id: z.int() }).optional(),
})
const parameters = parametersOf(jsonSchemaOf(schema, 'input'))
const read = (search: string) => inputFrom(new URLSearchParams(search), parameters)

it('reads each value as its schema wants it', () => {
  expect(read('words=12&limit=7&open=true&states=new&years=2024&years=2025&record.type=case&record.id=3')).toEqual({
    words: '12',
    limit: 7,
    open: true,
    states: ['new'],
    years: [2024, 2025],
    record: { type: 'case', id: 3 },
  })
  expect(read('either=12')).toEqual({ either: '12' })
  expect(read('')).toEqual({})
})

it('leaves what it can not read as it stands, for the operation to refuse', () => {
  expect(read('limit=many&open=perhaps&unknown=1')).toEqual({ limit: 'many', open: 'perhaps', unknown: '1' })
  expect(schema.safeParse(read('limit=many&unknown=1')).error?.issues.length).toBe(2)
})

it('makes nothing but members of what a name says', () => {
  const input = read('__proto__.polluted=yes&constructor.prototype.polluted=yes')
  expect(Object.keys(input as object)).toEqual(['__proto__', 'constructor'])
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})

it('names what must be given', () => {
  const asked = parametersOf(
    jsonSchemaOf(z.object({ a: z.string(), b: z.object({ c: z.string() }).optional() }), 'input'),
  )
  expect(asked.map(({ name, required }) => [name, required])).toEqual([
    ['a', true],
    ['b.c', false],
  ])
})
