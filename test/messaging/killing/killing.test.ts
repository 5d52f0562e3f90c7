import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mongoServers, startMongoServer } from '../../support/mongo-server.ts'
import { killing, type Toll } from './killing.ts'

/** `KILL_RECIPIENTS=10000 KILLS=20` runs it in full. */
const RECIPIENTS = Number(process.env.KILL_RECIPIENTS ?? 500)
/** On each store. */
const KILLS = Number(process.env.KILLS ?? 10)
/** How many messages a worker may have on their way: one in each chat that it writes to at once. */
const IN_FLIGHT = 32
/** In full beside others on the machine it takes as long. */
const MINUTES = (RECIPIENTS > 1_000 ? 90 : 30) * 60_000

const expectKept = (toll: Toll, on: string): void => {
  process.stdout.write(
    `${on}: ${RECIPIENTS} recipients, ${KILLS} kills, lost ${toll.lost}, repeated ${toll.repeatedAtKill.join(' ')}\n`,
  )
  expect(toll.lost).toBe(0)
  expect(toll.recorded).toBe(RECIPIENTS)
  expect(toll.repeatedAtKill).toHaveLength(KILLS)
  for (const repeated of toll.repeatedAtKill) expect(repeated).toBeLessThanOrEqual(IN_FLIGHT)
}

describe('a worker that is killed while it sends', { timeout: MINUTES }, () => {
  it('on SQLite loses nobody, and repeats at most what was on its way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contact-point-kill-'))
    const target = { kind: 'sqlite' as const, path: join(folder, 'outbox.sqlite') }
    try {
      expectKept(await killing({ target, recipients: RECIPIENTS, kills: KILLS, workers: 1 }), 'sqlite, one worker')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  for (const kind of mongoServers().slice(0, 1)) {
    it(`beside another, on ${kind}, loses nobody, and repeats at most what was on its way`, async () => {
      const server = await startMongoServer(kind)
      const target = { kind: 'mongodb' as const, url: server.url, database: 'kill' }
      try {
        expectKept(await killing({ target, recipients: RECIPIENTS, kills: KILLS, workers: 2 }), `${kind}, two workers`)
      } finally {
        await server.stop()
      }
    })
  }
})
