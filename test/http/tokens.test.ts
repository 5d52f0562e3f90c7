import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createToken, revokeToken } from '../../core/access/index.ts'
import { type Actor, SYSTEM } from '../../core/kernel/actor.ts'
import type { Stored } from '../../core/kernel/record.ts'
import { importRows, leave } from '../../core/people/index.ts'
import { type ApiHouse, startApi } from './api-house.ts'
import { readProblem } from './house.ts'

let house: ApiHouse
beforeEach(async () => {
  house = await startApi()
})
afterEach(() => house.stop())

const ADMINISTRATOR: Actor = { kind: 'person', person: 'admin', roles: ['administrator'], units: [] }
const make = (input: unknown, actor: Actor = ADMINISTRATOR, key?: string) =>
  house.application.execute(createToken, input, actor, key)
const list = (token: string) => house.ask('/api/v1/notes.list', token)

it('a token is told once, and what is kept does not give it away', async () => {
  const { token, ...kept } = await make({ label: '月报', roles: ['viewer'] })
  expect(token).toMatch(/^cp_[0-9a-f]{64}$/)
  expect(kept).toMatchObject({ label: '月报', roles: ['viewer'], expiresAt: '2025-09-28T01:00:00.000Z' })
  const stored: Stored<unknown>[] = []
  for await (const each of house.store.collection<Stored<unknown>>({ name: 'api-token', indexes: [] }).stream({}))
    stored.push(each)
  expect(stored.length).toBe(1)
  expect(JSON.stringify(stored)).not.toContain(token.slice(3, 35))
  expect((await list(token)).status).toBe(200)
})

it('the same act gives the same token, another one another', async () => {
  const first = await make({ label: 'a', roles: ['viewer'] }, ADMINISTRATOR, 'k')
  expect(await make({ label: 'a', roles: ['viewer'] }, ADMINISTRATOR, 'k')).toEqual(first)
  expect((await make({ label: 'a', roles: ['viewer'] })).token).not.toBe(first.token)
})

it('no token, a wrong one, an expired one and a revoked one are told apart', async () => {
  const codes: string[] = []
  const note = async (response: Response) => {
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    codes.push((await readProblem(response)).code)
  }
  await note(await house.ask('/api/v1/notes.list'))
  await note(await house.ask('/api/v1/notes.list', undefined, { authorization: 'Basic YTpi' }))
  await note(await list('cp_wrong'))
  await note(await list(`cp_${'0'.repeat(64)}`))
  const { token, id } = await make({ label: 'a', roles: ['viewer'], days: 1 })
  const revoked = await make({ label: 'b', roles: ['viewer'] })
  await house.application.execute(revokeToken, { id: revoked.id }, ADMINISTRATOR)
  await note(await list(revoked.token))
  house.clock.move(24 * 60 * 60 * 1_000)
  await note(await list(token))
  expect(codes).toEqual([
    'access.no-token',
    'access.no-token',
    'access.token-unknown',
    'access.token-unknown',
    'access.token-revoked',
    'access.token-expired',
  ])
  expect(id).toMatch(/^k/)
})

it('only administrators make and revoke tokens; a second revocation answers the same', async () => {
  const administrator = await house.token({ roles: ['administrator'] })
  const made = await house.tell('/api/v1/access.createToken', { label: 'x', roles: ['viewer'] }, administrator)
  const { id } = (await made.json()) as { id: string }
  const officer = await house.token({ roles: ['officer'] })
  for (const [name, body] of [
    ['createToken', { label: 'x', roles: ['director'] }],
    ['revokeToken', { id }],
  ] as const) {
    expect((await readProblem(await house.tell(`/api/v1/access.${name}`, body, officer))).status).toBe(403)
  }
  const revoke = async () => (await house.tell('/api/v1/access.revokeToken', { id }, administrator)).json()
  const first = await revoke()
  house.clock.move(60_000)
  expect(await revoke()).toEqual(first)
  const missing = await house.tell('/api/v1/access.revokeToken', { id: randomUUID() }, administrator)
  expect(await readProblem(missing)).toMatchObject({ status: 404, code: 'access.no-token-there' })
})

it('the list shows who holds what and when it was last used, and no secret', async () => {
  const administrator = await house.token({ roles: ['administrator'] })
  await house.ask('/api/v1/access.listTokens', administrator)
  await expect
    .poll(async () => (await house.ask('/api/v1/access.listTokens', administrator)).json())
    .toMatchObject({ rows: [{ label: 'test', lastUsedDay: '2025-06-30' }] })
  const shown = await (await house.ask('/api/v1/access.listTokens', administrator)).text()
  expect(shown).not.toContain('digest')
})

it('a token needs a role or a person, and lasts a year at most', async () => {
  await expect(make({ label: 'x' })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(make({ label: 'x', roles: ['viewer'], days: 367 })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(make({ label: 'x', person: 'nobody' })).rejects.toMatchObject({ code: 'access.no-person' })
})

it("a person's token can do at most what the person can, and ends with them", async () => {
  const rows = [
    { line: 2, cells: { code: 'li', name: '李卫东', posts: '', b_role: '', roles: 'officer;viewer', since: '' } },
  ]
  await house.application.execute(importRows, { kind: 'people', source: 'test', rows }, SYSTEM)
  const all = await house.token({ person: 'li' })
  const some = await house.token({ person: 'li', roles: ['viewer', 'director'] })
  const written = await house.tell('/api/v1/notes.write', { text: '好' }, all)
  expect(await written.json()).toMatchObject({ by: 'li' })
  expect((await house.tell('/api/v1/notes.write', { text: '好' }, some)).status).toBe(403)
  expect((await list(some)).status).toBe(200)
  await house.application.execute(leave, { person: 'li' }, ADMINISTRATOR)
  house.clock.move(2_000)
  expect((await readProblem(await list(all))).code).toBe('access.token-revoked')
})
