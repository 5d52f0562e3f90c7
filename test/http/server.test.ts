import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CannotListen,
  createMetrics,
  healthRoutes,
  problems,
  startHttp,
  storeCheck,
} from '../../adapters/http/index.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { type ApiHouse, startApi } from './api-house.ts'
import { keptLog, readProblem, testContent } from './house.ts'

let house: ApiHouse
beforeEach(async () => {
  house = await startApi()
})
afterEach(() => house.stop())

const bare = (routes: readonly Hono[], port = 0) => {
  const { logger } = keptLog()
  const words = problems({ content: testContent(), ids: { fresh: () => 'x'.repeat(26) }, logger })
  return startHttp({ host: '127.0.0.1', port, logger, problems: words, routes })
}

describe('health', () => {
  it('tells that the program lives, and whether it is ready', async () => {
    expect(await (await house.ask('/healthz')).json()).toEqual({ status: 'alive' })
    expect(await (await house.ask('/readyz')).json()).toEqual({ status: 'ready', checks: ['store', 'channels'] })
    house.state.ready = false
    expect((await house.ask('/healthz')).status).toBe(200)
    const problem = await readProblem(await house.ask('/readyz'))
    expect(problem).toMatchObject({ status: 503, code: 'http.not-ready', faults: [{ path: 'channels' }] })
    expect(house.lines.join()).toContain('telegram is away')
  })

  it('knows a store that takes no writes', async () => {
    const store = sqliteStore({ path: ':memory:' })
    const check = storeCheck(store)
    await check()
    await store.close()
    await check() // looked at a moment ago
    await expect(storeCheck(store)()).rejects.toThrow()
  })
})

describe('metrics', () => {
  it('count operations by how they ended', async () => {
    const token = await house.token({ roles: ['officer'] })
    await house.tell('/api/v1/notes.write', { text: 'x' }, token)
    await house.tell('/api/v1/notes.write', { text: '重复' }, token)
    await house.ask('/api/v1/notes.shake', token)
    const text = await (await house.ask('/metrics')).text()
    expect(text).toContain('contact_point_operations_total{operation="notes.write",ending="executed"} 1')
    expect(text).toContain('contact_point_operations_total{operation="notes.write",ending="refused"} 1')
    expect(text).toContain('contact_point_operations_total{operation="notes.shake",ending="failed"} 1')
    expect(text).toContain('contact_point_operation_duration_seconds_count{operation="notes.write"} 2')
  })

  it('hold what others put there', async () => {
    house.metrics.count('replies_total', 'Replies.', { channel: 'web' })
    house.metrics.count('replies_total', 'Replies.', { channel: 'web' })
    house.metrics.watch('outbox_waiting', 'Messages that wait.', () => 3)
    const text = await (await house.ask('/metrics')).text()
    expect(text).toContain('contact_point_replies_total{channel="web"} 2')
    expect(text).toContain('contact_point_outbox_waiting 3')
  })

  it('are for this machine, not for whoever comes through a proxy', async () => {
    const response = await house.ask('/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' })
    expect((await readProblem(response)).code).toBe('http.metrics-closed')
  })

  it('are for whoever has the token, when there is one', async () => {
    await house.stop()
    house = await startApi({ metricsToken: 'm3tr1cs' })
    expect((await house.ask('/metrics')).status).toBe(403)
    expect((await house.ask('/metrics', 'wrong')).status).toBe(403)
    expect((await house.ask('/metrics', 'm3tr1cs')).status).toBe(200)
  })
})

describe('the server', () => {
  it('says which setting to change when its port is taken', async () => {
    const port = Number(new URL(house.url).port)
    await expect(bare([], port)).rejects.toThrow(CannotListen)
    await expect(bare([], port)).rejects.toThrow(/HTTP_PORT/)
  })

  it('lets requests that run finish when it stops, and takes no new ones', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const routes = new Hono().get('/slow', async (c) => {
      await held
      return c.text('done')
    })
    const server = await bare([routes])
    const answer = fetch(new URL('/slow', server.url))
    await new Promise((resolve) => setTimeout(resolve, 100))
    const stopped = server.stop()
    release()
    expect(await (await answer).text()).toBe('done')
    await stopped
    await expect(fetch(new URL('/slow', server.url))).rejects.toThrow()
  })

  it('hands mounted paths to whoever mounted them, and survives what they throw', async () => {
    const server = await bare([])
    server.mount('/telegram/citizen', (request, response) => {
      response.end(`took ${request.method}`)
    })
    server.mount('/slack/events', async () => {
      throw new Error('no')
    })
    const post = (path: string) => fetch(new URL(path, server.url), { method: 'POST', body: '{}' })
    expect(await (await post('/telegram/citizen?x=1')).text()).toBe('took POST')
    expect((await post('/slack/events')).status).toBe(500)
    expect((await readProblem(await post('/telegram/other'))).status).toBe(404)
    await server.stop()
  })

  it('answers what is no proper HTTP with an error and goes on', async () => {
    const port = Number(new URL(house.url).port)
    const socket = connect(port, '127.0.0.1')
    const said = new Promise<string>((resolve) => socket.on('data', (data) => resolve(String(data))))
    socket.write('NONSENSE\r\n\r\n')
    expect(await said).toContain('400')
    expect((await house.ask('/healthz')).status).toBe(200)
  })

  it('keeps health where there is nothing else', async () => {
    const { logger } = keptLog()
    const server = await bare([healthRoutes({ checks: {}, metrics: createMetrics(), logger })])
    expect((await fetch(new URL('/readyz', server.url))).status).toBe(200)
    await server.stop()
  })
})
