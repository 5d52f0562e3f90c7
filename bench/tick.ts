/**
 * A tick with 100 timers due among many open ones: found, executed, done with. Yardstick, in the same run and in turns:
 * the same tick among 1,000 in a store of its own. The open timers are put in through the store's port.
 * Run: npx tsx bench/tick.ts [sizes, default 1000,100000,1000000] [sqlite,secantus,mongo-java-server]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { feature } from '../core/feature.ts'
import { Application } from '../core/kernel/application.ts'
import { operation } from '../core/kernel/operation.ts'
import { answer } from '../core/kernel/outcome.ts'
import { TASKS, type TaskDocument } from '../core/kernel/relay.ts'
import type { Services } from '../core/ports/services.ts'
import type { Collection, Store } from '../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'
import { keptLog, SetClock } from '../test/support/world.ts'

const SIZES = (process.argv[2] ?? '1000,100000,1000000').split(',').map(Number)
const STORES = process.argv[3]?.split(',')
const [SMALL, DUE, ROUNDS, AT_ONCE] = [1_000, 100, 41, 2_000]
const NOW = '2026-03-10T01:00:00.000Z'

const remind = operation({
  name: 'bench.remind',
  summary: 'Count that a timer was executed',
  allow: 'system',
  audited: false,
  input: z.strictObject({ n: z.number() }),
  output: z.strictObject({}),
  run: async () => {
    executed++
    return answer({})
  },
  outputOf: () => ({}),
})
let executed = 0

const timer = (id: string, n: number, due: string): TaskDocument => ({
  id,
  version: 1,
  due,
  effect: { id, do: remind.name, input: { n }, at: due },
  tries: 0,
})

/** An office with open timers, and how long a tick takes in it, in milliseconds. */
class Timers {
  private readonly tasks: Collection<TaskDocument>
  private readonly application: Application
  private open = 0
  private ticks = 0

  private constructor(private readonly store: Store) {
    this.tasks = store.collection<TaskDocument>(TASKS)
    this.application = new Application({
      ...{ store, clock: new SetClock(NOW), ids: { fresh: () => 'k' }, logger: keptLog() },
      // Nothing of what is executed here asks for any of them.
      services: {} as Services,
      features: [feature({ name: 'bench', operations: [remind] })],
      trail: { append: async () => {} },
    })
  }

  static async in(store: Store): Promise<Timers> {
    await store.open([TASKS])
    return new Timers(store)
  }

  /** Each of the open ones is due at a moment of its own in the years to come. */
  async fill(size: number): Promise<void> {
    while (this.open < size) {
      const these = Array.from({ length: Math.min(AT_ONCE, size - this.open) }, () => this.open++)
      const dueOf = (n: number) => new Date(Date.parse(NOW) + 3_600_000 + ((n * 7_919) % 1_000_003) * 60_000)
      await Promise.all(these.map((n) => this.tasks.insert(timer(`open-${n}`, n, dueOf(n).toISOString()))))
    }
  }

  async tick(): Promise<number> {
    const tick = this.ticks++
    const due = new Date(Date.parse(NOW) - 60_000).toISOString()
    await Promise.all(Array.from({ length: DUE }, (_, n) => this.tasks.insert(timer(`due-${tick}-${n}`, n, due))))
    const before = executed
    const begun = performance.now()
    while ((await this.application.relay.sweep()) > 0);
    const took = performance.now() - begun
    if (executed - before !== DUE) throw new Error(`${executed - before} of ${DUE} were executed`)
    return took
  }

  close = (): Promise<void> => this.store.close()
}

/** What others do on the machine only ever adds to a time: of all ticks, that which a quarter are faster than. */
const quartile = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 2] ?? Number.NaN

const measure = async (name: string, big: Timers, small: Timers): Promise<void> => {
  await small.fill(SMALL)
  for (const size of SIZES) {
    const begun = performance.now()
    await big.fill(size)
    const filled = (performance.now() - begun) / 1_000
    const [ours, yardstick]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      yardstick.push(await small.tick())
      ours.push(await big.tick())
    }
    const [tick, same] = [quartile(ours), quartile(yardstick)]
    console.log(
      `${name.padEnd(20)} ${size.toLocaleString('en').padStart(10)} open  ${tick.toFixed(1).padStart(7)} ms  ` +
        `among ${SMALL.toLocaleString('en')} ${same.toFixed(1).padStart(7)} ms  ${(tick / same).toFixed(2)} ×  ` +
        `(filled in ${filled.toFixed(0)} s, load ${loadavg()[0]?.toFixed(1)})`,
    )
  }
  await big.close()
  await small.close()
}

const wanted = (name: string): boolean => STORES === undefined || STORES.includes(name)
console.log(`${DUE} timers due, first quartile of ${ROUNDS} ticks in turns`)
if (wanted('sqlite')) {
  const folder = await mkdtemp(join(tmpdir(), 'contact-point-tick-'))
  const opened = (name: string) => Timers.in(sqliteStore({ path: join(folder, `${name}.sqlite`) }))
  await measure('sqlite', await opened('big'), await opened('small'))
  await rm(folder, { recursive: true })
}
for (const kind of mongoServers().filter(wanted)) {
  const [big, small] = [await startMongoServer(kind), await startMongoServer(kind)]
  await measure(kind, await Timers.in(mongoStore({ url: big.url })), await Timers.in(mongoStore({ url: small.url })))
  await Promise.all([big.stop(), small.stop()])
}
