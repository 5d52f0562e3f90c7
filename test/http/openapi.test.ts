import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHouse, startApi } from './api-house.ts'

type Json = Record<string, unknown>
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; schema: Json }[]
  readonly requestBody?: { content: { 'application/json': { schema: Json } } }
  readonly responses: Record<string, unknown>
}
interface Document {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: Record<string, Record<string, unknown>>
}

let house: ApiHouse
let document: Document
beforeAll(async () => {
  house = await startApi()
  document = (await (await house.ask('/api/openapi.json')).json()) as Document
})
afterAll(() => house.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )

/** Every object inside `value`. */
const objects = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objects)
  if (typeof value !== 'object' || value === null) return []
  return [value as Json, ...Object.values(value).flatMap(objects)]
}

describe('the document of the API', () => {
  it('is OpenAPI 3.1 with names that do not repeat', () => {
    expect(document.openapi).toBe('3.1.0')
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['access.createToken', 'notes.list', 'notes.list.post', 'notes.write']))
    expect(ids.join()).not.toMatch(/timer|conversation|noteUse/)
  })

  it('refers to nothing that is not in it', () => {
    const references = objects(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []))
    expect(references.length).toBeGreaterThan(20)
    for (const reference of new Set(references)) {
      expect(reference).toMatch(/^#\/components\//)
      const place = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document)
      expect(place, reference).toBeDefined()
    }
  })

  it('names its parts as OpenAPI wants, and speaks no other dialect', () => {
    for (const part of Object.values(document.components)) {
      for (const name of Object.keys(part)) expect(name).toMatch(/^[A-Za-z0-9._-]+$/)
    }
    expect(objects(document).some((each) => '$schema' in each || '$defs' in each)).toBe(false)
  })

  it('tells of every failure as a problem', () => {
    for (const { operation } of operations()) {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '401', '403', '422', 'default']))
    }
    expect(document.components.responses?.['401']).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    })
  })

  it('leads to operations that are there', async () => {
    const token = await house.token({ roles: ['officer', 'administrator', 'director', 'auditor', 'viewer'] })
    for (const { path, method } of operations()) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const response = await fetch(new URL(path, house.url), {
        method: method.toUpperCase(),
        headers,
        ...(method === 'post' ? { body: '{"nothing":"of the kind"}' } : {}),
      })
      expect([200, 403, 404, 422, 500], `${method} ${path}`).toContain(response.status)
      expect(await response.text()).not.toContain('http.no-operation')
    }
  })

  it('shows parameters, keys, pages and examples', () => {
    const list = document.paths['/api/v1/notes.list']?.get
    expect(list?.parameters?.map(({ name }) => name)).toEqual([
      'after',
      'limit',
      'withText',
      'text',
      'about.type',
      'about.id',
    ])
    expect(list?.responses['200']).toHaveProperty('headers.Link')
    const write = document.paths['/api/v1/notes.write']?.post
    expect(write?.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header' }])
    expect(write?.requestBody?.content['application/json'].schema).toMatchObject({
      properties: { text: { examples: ['路灯修好了'] } },
    })
  })
})
