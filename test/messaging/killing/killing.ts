import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM } from '../../../core/kernel/actor.ts'
import { readerOf } from '../../../core/kernel/reader.ts'
import { Delivery } from '../../../core/messaging/index.ts'
import { chatBond } from '../../../core/messaging/route.ts'
import { openTarget } from '../../contracts/store/open-target.ts'
import type { Target } from '../../contracts/store/place.ts'
import { sendingOffice } from './office.ts'

export interface Work {
  readonly target: Target
  readonly port: number
  readonly leaseFor: number
}

export interface Plan {
  readonly target: Target
  readonly recipients: number
  readonly kills: number
  /** How many send at the same time; one of them is killed each time. */
  readonly workers: number
}

export interface Toll {
  /** Whom a message never reached. */
  readonly lost: number
  /** How many messages came once more than they should, in all. */
  readonly repeated: number
  readonly kills: number
  readonly recorded: number
}

const LEASE_FOR = 600

const started = async (file: string, argument: string): Promise<{ child: ChildProcess; said: string }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, file), argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error(`${file} has no output`)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

/** Lets workers send to all recipients, kills one after the other at random moments, and counts what arrived. */
export const killing = async ({ target, recipients, kills, workers }: Plan): Promise<Toll> => {
  const store = openTarget(target)
  const { child: platform, said } = await started('arrivals.ts', '')
  const port = Number(said)
  try {
    const { execute, parts } = await sendingOffice(store).then((application) => ({
      execute: application.byName.bind(application),
      parts: application.parts,
    }))
    for (let from = 0; from < recipients; from += 100) {
      const page = Array.from({ length: Math.min(100, recipients - from) }, (_, n) => `chat-${from + n}`)
      await Promise.all(
        page.map((chat) => {
          const to = {
            kind: 'chat',
            channel: 'arrivals',
            chat,
            address: parts.services.seal.seal(chat, chatBond(chat)),
          }
          const telling = { to, purpose: 'notice', words: { message: { text: '通知' } }, order: '' }
          return execute('messaging.queue', telling, SYSTEM, `tell ${chat}`)
        }),
      )
    }
    const work = JSON.stringify({ target, port, leaseFor: LEASE_FOR } satisfies Work)
    const arrivals = async (): Promise<(readonly [string, string])[]> =>
      (await (await fetch(`http://127.0.0.1:${port}/arrivals`)).json()) as (readonly [string, string])[]
    const running = await Promise.all(Array.from({ length: workers }, () => started('worker.ts', work)))
    let killed = 0
    for (; killed < kills; killed++) {
      // Each kill comes at a random moment of the next piece of work.
      const goal = ((killed + Math.random()) / kills) * recipients * 0.95
      while ((await arrivals()).length < goal) await sleep(1 + Math.random() * 10)
      const victim = running[killed % running.length]
      victim?.child.kill('SIGKILL')
      running[killed % running.length] = await started('worker.ts', work)
    }
    const queued = () => readerOf(store, Delivery).count({ 'data.state': 'queued' })
    while ((await queued()) > 0) await sleep(50)
    for (const { child } of running) child.kill('SIGKILL')
    const times = new Map<string, number>()
    for (const [chat] of await arrivals()) times.set(chat, (times.get(chat) ?? 0) + 1)
    return {
      lost: Array.from({ length: recipients }, (_, n) => `chat-${n}`).filter((chat) => !times.has(chat)).length,
      repeated: [...times.values()].reduce((sum, count) => sum + count - 1, 0),
      kills: killed,
      recorded: await readerOf(store, Delivery).count({ 'data.state': 'sent' }),
    }
  } finally {
    platform.kill('SIGKILL')
    await store.close()
  }
}
