/**
 * Reminders that are all due at once: stored, fired, acknowledged. Yardstick, in the same run and on the same server:
 * agenda 6 with as many jobs, which do as little, as many at once as it takes. Neither waits for the clock: ours is set
 * to the moment at which they are due, agenda begins to look when its jobs are overdue.
 * Run: npx tsx bench/reminders.ts [reminders, default 10000] [secantus|mongo-java-server]
 */
import { loadavg } from 'node:os'
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import { MongoClient } from 'mongodb'
import { z } from 'zod'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { feature } from '../core/feature.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { operation } from '../core/kernel/operation.ts'
import { answer, create } from '../core/kernel/outcome.ts'
import { record } from '../core/kernel/record.ts'
import { TASKS } from '../core/kernel/relay.ts'
import { sendingOffice } from '../test/messaging/killing/office.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'
import { SetClock } from '../test/support/world.ts'

const REMINDERS = Number(process.argv[2] ?? 10_000)
const kind = mongoServers().find((each) => process.argv[3] === undefined || each === process.argv[3])
if (kind === undefined) throw new Error('no server that speaks the MongoDB protocol is installed')
/** How many are stored at once. */
const AT_ONCE = 100

/** In milliseconds; `fired` is from the moment at which somebody looks for what is due until the last is acknowledged. */
interface Took {
  readonly stored: number
  readonly fired: number
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const text = (n: number): string => `请回访第 ${n} 户`

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

const inPages = async (act: (n: number) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < REMINDERS; from += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, REMINDERS - from) }, (_, n) => act(from + n)))
}

const fired = { ours: 0, agenda: 0 }

const Promised = record('promised', { prefix: 'p', schema: z.strictObject({ text: z.string() }), indexes: [] })
const remind = operation({
  name: 'bench.remind',
  summary: 'Say that a promise is due',
  allow: 'system',
  audited: false,
  input: z.strictObject({ text: z.string() }),
  output: z.strictObject({}),
  run: async () => {
    fired.ours++
    return answer({})
  },
  outputOf: () => ({}),
})
const promise = operation({
  name: 'bench.promise',
  summary: 'Promise something for later',
  allow: 'system',
  audited: false,
  input: z.strictObject({ text: z.string(), at: z.string() }),
  output: z.strictObject({}),
  run: async (context, { text: words, at }) =>
    create(Promised, context.newId(Promised), { text: words }, [{ do: 'bench.remind', input: { text: words }, at }]),
  outputOf: () => ({}),
})

const ours = async (url: string): Promise<Took> => {
  const store = mongoStore({ url, database: 'ours' })
  const bench = feature({ name: 'bench', records: [Promised], operations: [promise, remind] })
  const due = '2025-06-30T02:00:00.000Z'
  const clock = new SetClock('2025-06-30T01:00:00.000Z')
  const application = await sendingOffice(store, { more: [bench], clock })
  const stored = await timed(() =>
    inPages((n) => application.execute(promise, { text: text(n), at: due }, SYSTEM, `promise ${n}`)),
  )
  clock.set(due)
  const took = await timed(async () => {
    while ((await application.relay.sweep()) > 0);
  })
  const left = await store.collection(TASKS).count({})
  if (left > 0 || fired.ours !== REMINDERS)
    throw new Error(`ours fired ${fired.ours} of ${REMINDERS}, ${left} are left`)
  await store.close()
  return { stored, fired: took }
}

const agendas = async (url: string): Promise<Took> => {
  const client = await MongoClient.connect(url)
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: client.db('agenda') }),
    ...{ processEvery: 100, defaultConcurrency: AT_ONCE, maxConcurrency: AT_ONCE },
  })
  agenda.define('remind', async () => {
    fired.agenda++
  })
  await agenda.ready
  const due = new Date()
  const stored = await timed(() => inPages((n) => agenda.schedule(due, 'remind', { text: text(n) })))
  const jobs = client.db('agenda').collection('agendaJobs')
  const took = await timed(async () => {
    await agenda.start()
    // Asked for only when all have begun: on the servers that we have, counting reads every job.
    while (fired.agenda < REMINDERS || (await jobs.countDocuments({ lastFinishedAt: null })) > 0) await sleep(10)
  })
  if (fired.agenda !== REMINDERS) throw new Error(`agenda fired ${fired.agenda} of ${REMINDERS}`)
  await agenda.stop()
  await client.close()
  return { stored, fired: took }
}

const told = (who: string, { stored, fired: took }: Took): void =>
  console.log(
    `${kind}: ${REMINDERS} reminders; ${who} stored in ${Math.round(stored)} ms, fired in ${Math.round(took)} ms; load ${loadavg()[0]?.toFixed(1)}`,
  )

const server = await startMongoServer(kind)
try {
  const mine = await ours(server.url)
  told('ours', mine)
  const theirs = await agendas(server.url)
  told('agenda 6', theirs)
  const ratio = (theirs.stored + theirs.fired) / (mine.stored + mine.fired)
  console.log(`${kind}: ours ${ratio.toFixed(1)} times as fast (target ≥ 3)`)
} finally {
  await server.stop()
}
// agenda keeps a timer of five minutes for each job that it has begun, also after it was stopped.
process.exit()
