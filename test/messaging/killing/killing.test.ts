import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mongoServers, startMongoServer } from '../../support/mongo-server.ts'
import { killing, type Toll } from './killing.ts'

/** `KILL_RECIPIENTS=10000` runs it in full. */
const RECIPIENTS = Number(process.env.KILL_RECIPIENTS ?? 2_000)
const KILLS = Number(process.env.KILLS ?? 20)
/** How many messages a worker may have on their way: one in each chat that it writes to at once. */
const IN_FLIGHT = 32
const MINUTES = 30 * 60_000

const expectKept = (toll: Toll, on: string): void => {
  process.stdout.write(
    `${on}: ${RECIPIENTS} recipients, ${toll.kills} kills, lost ${toll.lost}, repeated ${toll.repeated}\n`,
  )
  expect(toll.lost).toBe(0)
  expect(toll.recorded).toBe(RECIPIENTS)
  expect(toll.kills).toBe(KILLS)
  expect(toll.repeated).toBeLessThanOrEqual(KILLS * IN_FLIGHT)
}

describe('a worker that is killed while it sends', { timeout: MINUTES }, () => {
  it('on SQLite loses nobody, and repeats at most what was on its way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contact-point-kill-'))
    const target = { kind: 'sqlite' as const, path: join(folder, 'outbox.sqlite') }
    const toll = await killing({ target, recipients: RECIPIENTS, kills: KILLS, workers: 1 })
    rmSync(folder, { recursive: true, force: true })
    expectKept(toll, 'sqlite, one worker')
  })

  for (const kind of mongoServers().slice(0, 1)) {
    it(`beside another, on ${kind}, loses nobody, and repeats at most what was on its way`, async () => {
      const server = await startMongoServer(kind)
      const target = { kind: 'mongodb' as const, url: server.url, database: 'kill' }
      const toll = await killing({ target, recipients: RECIPIENTS, kills: KILLS, workers: 2 })
      await server.stop()
      expectKept(toll, `${kind}, two workers`)
    })
  }
})
