import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Addressee } from '../../../core/campaigns/addressee.ts'
import { open, totals } from '../../../core/campaigns/index.ts'
import { SYSTEM } from '../../../core/kernel/actor.ts'
import { readerOf } from '../../../core/kernel/reader.ts'
import type { Stored } from '../../../core/kernel/record.ts'
import { Delivery } from '../../../core/messaging/index.ts'
import { Person } from '../../../core/people/person.ts'
import { openTarget } from '../../contracts/store/open-target.ts'
import { mongoServers, startMongoServer } from '../../support/mongo-server.ts'
import { planningOffice, type Work } from './work.ts'

/** `KILL_RECIPIENTS=10000 KILLS=20` runs it in full, with two processes on a server; by itself it is short. */
const IN_FULL = process.env.KILL_RECIPIENTS !== undefined
const RECIPIENTS = Number(process.env.KILL_RECIPIENTS ?? 300)
const KILLS = Number(process.env.KILLS ?? 1)
const MINUTES = 60 * 60_000

const KIND = {
  ...{ name: 'example', opens: 'who', asks: true },
  invite: { say: 'campaign.message', params: { text: '请看' } },
  remind: { say: 'campaign.message', params: { text: '请看' } },
}

const planner = async (work: Work): Promise<ChildProcess> => {
  const file = join(import.meta.dirname, 'planner.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(work)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

const endOf = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/**
 * Processes plan a campaign; one after the other is killed at a random moment and another takes its place: after the
 * last kill the test's own, which spares a start.
 */
const planned = async (target: Work['target'], processes: number) => {
  const store = openTarget(target)
  const begun = Date.now()
  const starting = Array.from({ length: processes }, () => planner({ target, begun }))
  const application = await planningOffice(store, begun)
  const persons = store.collection<Stored<Person>>(Person)
  for (let from = 0; from < RECIPIENTS; from += 200) {
    await Promise.all(
      Array.from({ length: Math.min(200, RECIPIENTS - from) }, (_, k) => {
        const code = `q${String(from + k).padStart(6, '0')}`
        const data: Person = { code, name: `人${from + k}`, roles: [], language: 'zh-CN', state: 'active' }
        return persons.insert({ id: code, version: 1, data, history: [] })
      }),
    )
  }
  const running = await Promise.all(starting)
  try {
    const audience = { any: [[{ term: 'everyone', value: '' }]], none: [] }
    const input = { id: 'n-killed', kind: KIND, subject: 's', title: '请看', by: 'test', audience }
    await application.execute(open, input, SYSTEM)
    const all = await readerOf(store, Person).count({ 'data.state': 'active' })
    const asked = () => readerOf(store, Addressee).count({ 'data.campaign': 'n-killed' })
    for (let kill = 0; kill < KILLS; kill++) {
      const goal = ((kill + Math.random()) / KILLS) * all * 0.9
      while ((await asked()) < goal) await sleep(5 + Math.random() * 10)
      const next = running.shift()
      if (next !== undefined) await endOf(next)
      if (kill < KILLS - 1) running.push(await planner({ target, begun }))
    }
    const goOn = async () => {
      if ((await application.relay.sweep()) === 0) await sleep(20)
    }
    while (!(await application.execute(totals, { campaign: 'n-killed' }, SYSTEM)).planned) await goOn()
    // What a killed process had still to get done is done after its grace.
    while ((await readerOf(store, Delivery).count({ 'data.about': 'n-killed' })) < (await asked())) await goOn()
    const lanes = new Set<string>()
    let deliveries = 0
    for await (const { data } of readerOf(store, Delivery).stream({ where: { 'data.about': 'n-killed' } })) {
      deliveries++
      lanes.add(data.lane)
    }
    return { all, asked: await asked(), deliveries, people: lanes.size }
  } finally {
    for (const child of running) await endOf(child)
    await store.close()
  }
}

const expectWhole = ({ all, asked, deliveries, people }: Awaited<ReturnType<typeof planned>>, on: string): void => {
  process.stdout.write(`${on}: ${all} people, ${KILLS} kills while planning: asked ${asked}, messages ${deliveries}\n`)
  expect({ asked, deliveries, people }).toEqual({ asked: all, deliveries: all, people: all })
}

describe('a process that is killed while it plans a campaign', { timeout: MINUTES }, () => {
  it('on SQLite asks everybody once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contact-point-plan-'))
    try {
      expectWhole(await planned({ kind: 'sqlite', path: join(folder, 'plan.sqlite') }, 1), 'sqlite, one process')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  for (const kind of IN_FULL ? mongoServers().slice(0, 1) : []) {
    it(`beside another, on ${kind}, asks everybody once`, async () => {
      const server = await startMongoServer(kind)
      try {
        expectWhole(await planned({ kind: 'mongodb', url: server.url, database: 'plan' }, 2), `${kind}, two processes`)
      } finally {
        await server.stop()
      }
    })
  }
})
