/** Works on a store in a process of its own; argument: a Task in JSON. Prints what it got done, a line each. */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import type { Collection } from '../../../core/ports/store.ts'
import type { Task } from './child.ts'
import { openTarget } from './open-target.ts'
import { type Thing, thing } from './place.ts'

type Act = (things: Collection<Thing>, task: Task) => Promise<void>

/** Written at once, so that a kill loses no line; whoever reads may be slow, and the pipe full for a moment. */
const print = (line: string): void => {
  for (;;)
    try {
      writeSync(1, `${line}\n`)
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
}
const now = '2026-01-01T08:00:00.000Z'
const until = '2026-01-01T09:00:00.000Z'

const acts: Readonly<Record<Task['act'], Act>> = {
  /** Inserts documents of its own as fast as it can, and prints each id once it was told that it is kept. */
  insert: async (things, { name, times }) => {
    const text = 'x'.repeat(20_000)
    const each = async (n: number): Promise<void> => {
      await things.insert(thing(`${name}${n}`, { n, key: `${name}${n}`, tags: [name, `${n}`], text }))
      print(`${name}${n}`)
    }
    for (let n = 0; n < times; n += 5) await Promise.all([0, 1, 2, 3, 4].map((more) => each(n + more)))
  },
  /** Adds one to the shared counters, over the version that it read. */
  add: async (things, { times }) => {
    for (let n = 0; n < times; ) {
      const id = `counter${n % 3}`
      const seen = await things.get(id)
      if (!seen) throw new Error(`${id} is gone`)
      const next = { ...seen, version: seen.version + 1, data: { n: (seen.data.n ?? 0) + 1 } }
      if (await things.replace(next)) n += 1
    }
  },
  /** Claims what is due until nothing is. */
  claim: async (things) => {
    for (let idle = 0; idle < 3; ) {
      const claimed = await things.claimDue(now, until, 5)
      idle = claimed.length === 0 ? idle + 1 : 0
      for (const { id } of claimed) print(id)
    }
  },
  /** Claims one, and never lets go. */
  hold: async (things) => {
    for (const { id } of await things.claimDue(now, until, 1)) print(id)
    setInterval(() => undefined, 1_000)
    await once(process, 'SIGTERM')
  },
}

const task = JSON.parse(process.argv[2] ?? '') as Task
const store = openTarget(task.target)
await acts[task.act](store.collection<Thing>(task.spec), task)
await store.close()
