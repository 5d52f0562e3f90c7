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
  /** How many messages came again, by the kill that they were on their way at. */
  readonly repeatedAtKill: readonly number[]
  readonly recorded: number
}

/**
 * A 25th of what it is in earnest, so that a kill costs little. A worker stops a third before the end, so that what left
 * last has 200 ms to arrive and be recorded; an office's has five seconds.
 */
const LEASE_FOR = 600
/** In full a machine is so busy that a server takes longer than that to renew a lease. */
const LEASE_IN_FULL = 5_000
const FULL = 1_000
/** Until what has left a killed process has arrived, in milliseconds. */
const ARRIVES = 30

/** Processes of which none outlives the test, however that ends. */
class Children {
  private readonly running = new Set<ChildProcess>()

  async start(file: string, argument: string): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, file), argument], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.running.add(child)
    const ended = once(child, 'exit').then(([code]) => {
      this.running.delete(child)
      throw new Error(`${file} ended by itself: ${code}`)
    })
    const said = once(child.stdout, 'data').then(([data]: unknown[]) => String(data).trim())
    ended.catch(() => {}) // a kill is no error
    return { child, said: await Promise.race([said, ended]) }
  }

  /** Resolves when all are gone. */
  async end(): Promise<void> {
    const ends = [...this.running].map((child) => once(child, 'exit'))
    for (const child of this.running) child.kill('SIGKILL')
    await Promise.all(ends)
  }
}

/** Lets workers send to all recipients, kills one after the other at random moments, and counts what arrived. */
export const killing = async ({ target, recipients, kills, workers }: Plan): Promise<Toll> => {
  const store = openTarget(target)
  const children = new Children()
  try {
    const port = Number((await children.start('arrivals.ts', '')).said)
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
    const work = JSON.stringify({
      target,
      port,
      leaseFor: recipients > FULL ? LEASE_IN_FULL : LEASE_FOR,
    } satisfies Work)
    const arrivals = async (): Promise<(readonly [string, string])[]> =>
      (await (await fetch(`http://127.0.0.1:${port}/arrivals`)).json()) as (readonly [string, string])[]
    // Asked every few milliseconds, while those who send share this machine.
    const count = async (): Promise<number> => Number(await (await fetch(`http://127.0.0.1:${port}/count`)).text())
    const running = await Promise.all(Array.from({ length: workers }, () => children.start('worker.ts', work)))
    /** How many messages had arrived when each was killed. */
    const killedAt: number[] = []
    while (killedAt.length < kills) {
      // Each kill comes at a random moment of the next piece of work.
      const goal = ((killedAt.length + Math.random()) / kills) * recipients * 0.95
      while ((await count()) < goal) await sleep(1 + Math.random() * 10)
      const next = killedAt.length % running.length
      running[next]?.child.kill('SIGKILL')
      await sleep(ARRIVES)
      killedAt.push(await count())
      running[next] = await children.start('worker.ts', work)
    }
    const queued = () => readerOf(store, Delivery).count({ 'data.state': 'queued' })
    while ((await queued()) > 0) await sleep(recipients / 20)
    const times = timesOf(await arrivals())
    const repeatedAtKill = killedAt.map(() => 0)
    for (const nths of times.values()) {
      for (const before of nths.slice(0, -1)) {
        // Whatever comes again was on its way when the first after it was killed.
        const kill = killedAt.findIndex((count) => before < count)
        if (kill < 0) throw new Error('a message came twice though nobody was killed')
        repeatedAtKill[kill] = (repeatedAtKill[kill] ?? 0) + 1
      }
    }
    return {
      lost: Array.from({ length: recipients }, (_, n) => `chat-${n}`).filter((chat) => !times.has(chat)).length,
      repeatedAtKill,
      recorded: await readerOf(store, Delivery).count({ 'data.state': 'sent' }),
    }
  } finally {
    await children.end()
    await store.close()
  }
}

/** Which of all arrivals each chat's were. */
const timesOf = (arrivals: readonly (readonly [chat: string, delivery: string])[]): ReadonlyMap<string, number[]> => {
  const times = new Map<string, number[]>()
  for (const [nth, [chat]] of arrivals.entries()) times.set(chat, [...(times.get(chat) ?? []), nth])
  return times
}
