import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiHouse, startApi } from './api-house.ts'
import { readProblem } from './house.ts'

let house: ApiHouse
let officer: string
beforeEach(async () => {
  house = await startApi()
  officer = await house.token({ roles: ['officer'] })
})
afterEach(() => house.stop())

const write = (text: string, headers: Record<string, string> = {}) =>
  house.tell('/api/v1/notes.write', { text }, officer, headers)

describe('an operation', () => {
  it('is a POST to its name', async () => {
    const response = await write('路灯')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ text: '路灯', by: expect.stringMatching(/^token:k/) })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('that only answers can be asked in the address, by the kinds of its schema', async () => {
    for (const text of ['一', '二', '三']) await write(text)
    const path = '/api/v1/notes.list?withText=false&text=一&text=三&about.type=case&about.id=7&limit=10'
    const answer = await (await house.ask(path, officer)).json()
    expect(answer).toMatchObject({ about: { type: 'case', id: 7 }, rows: [{}, {}] })
    expect(answer).not.toHaveProperty('rows.0.text')
    const same = await house.tell('/api/v1/notes.list', { text: ['一'], about: { type: 'case', id: 7 } }, officer)
    expect(await same.json()).toMatchObject({ rows: [{ text: '一' }] })
  })

  it('that answers in pages links to the next one', async () => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) await write(text)
    const seen: string[] = []
    let path: string | undefined = '/api/v1/notes.list?limit=2'
    while (path !== undefined) {
      const response: Response = await house.ask(path, officer)
      const { rows } = (await response.json()) as { rows: { text: string }[] }
      seen.push(...rows.map(({ text }) => text))
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('that belongs to the inside is not there', async () => {
    for (const name of ['notes.timer', 'conversation.peek', 'access.noteUse', 'nothing', '__proto__', 'constructor']) {
      expect((await readProblem(await house.tell(`/api/v1/${name}`, {}, officer))).code).toBe('http.no-operation')
    }
  })
})

describe('a refusal', () => {
  it('says what is wrong with the input, and where', async () => {
    const problem = await readProblem(await house.tell('/api/v1/notes.write', { text: 7, more: 1 }, officer))
    expect(problem).toMatchObject({
      status: 422,
      code: 'input.invalid',
      type: 'urn:contact-point:problem:input.invalid',
    })
    expect(problem).toMatchObject({ faults: [{ path: 'text' }, { path: '·' }] })
    expect(await readProblem(await house.ask('/api/v1/notes.list?limit=x&__proto__.a=1', officer))).toMatchObject({
      faults: [{ path: 'limit' }, { path: '·' }],
    })
  })

  it('keeps its own status and code', async () => {
    expect(await readProblem(await write('重复'))).toMatchObject({ status: 409, code: 'notes.twice' })
    const viewer = await house.token({ roles: ['viewer'] })
    const forbidden = await house.tell('/api/v1/notes.write', { text: 'x' }, viewer)
    expect(await readProblem(forbidden)).toMatchObject({ status: 403, code: 'not-allowed' })
  })

  it('comes for every body that can not be read', async () => {
    const plain = await house.tell('/api/v1/notes.write', '{"text":"x"}', officer, { 'content-type': 'text/plain' })
    expect(await readProblem(plain)).toMatchObject({ status: 415, code: 'http.wrong-type' })
    const broken = await house.tell('/api/v1/notes.write', '{"text":', officer)
    expect(await readProblem(broken)).toMatchObject({ status: 422, code: 'input.invalid' })
    const large = await readProblem(await write('长'.repeat(800_000)))
    expect(large).toMatchObject({ status: 413, code: 'http.too-large' })
    const long = (length: number) => house.tell('/api/v1/notes.long', { text: 'x'.repeat(length) }, officer)
    expect((await long(2_900_000)).status).toBe(200)
    const stranger = await house.tell('/api/v1/notes.long', { text: 'x'.repeat(3_100_000) }, 'nobody')
    expect(stranger.status, 'asked who it is before it is read').toBe(401)
    expect(await readProblem(await long(3_100_000))).toMatchObject({ status: 413, code: 'http.too-large' })
    expect(await readProblem(await house.tell('/api/v1/notes.write', '[]', officer))).toMatchObject({ status: 422 })
    expect(await readProblem(await house.tell('/api/v1/notes.write', '', officer))).toMatchObject({ status: 422 })
  })

  it('names the methods that an address has', async () => {
    const response = await house.ask('/api/v1/notes.write', officer)
    expect(response.headers.get('allow')).toBe('POST')
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'http.wrong-method' })
    const put = await fetch(new URL('/api/v1/notes.list', house.url), { method: 'PUT' })
    expect(put.headers.get('allow')).toBe('GET, POST')
    expect((await readProblem(put)).status).toBe(405)
    expect((await readProblem(await house.ask('/api/v2/x'))).code).toBe('http.not-found')
  })

  it('speaks the language of the reader', async () => {
    const ask = async (language: string) =>
      readProblem(await house.ask('/api/v1/notes.list', undefined, { 'accept-language': language }))
    expect((await ask('en')).detail).toContain('Authorization header')
    expect((await ask('zh-CN')).detail).toContain('令牌')
    expect((await ask('zh-TW')).title).toBe('不知道您是誰')
  })

  it('of our own making carries the number under which the cause is logged, and not the cause', async () => {
    const response = await house.ask('/api/v1/notes.shake', officer)
    const problem = (await readProblem(response)) as { status: number; detail: string; incident?: string }
    expect(problem.status).toBe(500)
    expect(JSON.stringify(problem)).not.toContain('secret')
    expect(problem.detail).toContain(problem.incident)
    expect(
      house.lines.some((line) => line.includes(problem.incident ?? '-') && line.includes('the secret cause')),
    ).toBe(true)
  })
})

describe('an Idempotency-Key', () => {
  const key = { 'idempotency-key': 'a1' }

  it('makes the same request the same act, also at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => write('一次', key)))
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    const all = (await (await house.ask('/api/v1/notes.list', officer)).json()) as { rows: unknown[] }
    expect(all.rows.length).toBe(1)
  })

  it('is refused with another request', async () => {
    await write('一', key)
    expect(await readProblem(await write('二', key))).toMatchObject({ status: 422, code: 'http.key-reused' })
  })

  it('belongs to its token alone', async () => {
    await write('一', key)
    const other = await house.token({ roles: ['officer'] })
    expect((await house.tell('/api/v1/notes.write', { text: '二' }, other, key)).status).toBe(200)
  })

  it('must be plain, and is forgotten after thirty days', async () => {
    expect(await readProblem(await write('一', { 'idempotency-key': 'x'.repeat(201) }))).toMatchObject({ status: 400 })
    await write('一', key)
    house.clock.set('2025-07-30T00:00:00.000Z')
    expect(await house.prune()).toBe(0)
    house.clock.set('2025-08-01T00:00:00.000Z')
    expect(await house.prune()).toBe(1)
  })
})
