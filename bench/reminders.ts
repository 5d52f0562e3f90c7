/**
 * Reminders that are all due at once: stored, fired, acknowledged. Yardstick, in the same run and on the same server:
 * agenda 6 with as many jobs, which do as little, as many at once as it takes.
 * Run: npx tsx bench/reminders.ts [reminders, default 10000] [secantus|mongo-java-server] [milliseconds, default 15]
 * The last is what storing one may take at most, so that none is due before all are stored; a busy machine needs more.
 */
import { loadavg } from 'node:os'
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import { MongoClient } from 'mongodb'
import { z } from 'zod'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { feature } from '../core/kernel/feature.ts'
import { operation } from '../core/kernel/operation.ts'
import { answer, create } from '../core/kernel/outcome.ts'
import { record } from '../core/kernel/record.ts'
import { TASKS } from '../core/kernel/relay.ts'
import { sendingOffice } from '../test/messaging/killing/office.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'

const REMINDERS = Number(process.argv[2] ?? 10_000)
const kind = mongoServers().find((each) => process.argv[3] === undefined || each === process.argv[3])
if (kind === undefined) throw new Error('no server that speaks the MongoDB protocol is installed')
/** How many are stored at once. */
const AT_ONCE = 100
/** Until when they are all stored, in milliseconds; it does not count. */
const AHEAD = Math.max(8_000, REMINDERS * Number(process.argv[4] ?? 15))

interface Took {
  readonly stored: number
  /** From the moment at which they were due until the last was acknowledged. */
  readonly fired: number
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const text = (n: number): string => `请回访第 ${n} 户`

const inPages = async (act: (n: number) => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  for (let from = 0; from < REMINDERS; from += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, REMINDERS - from) }, (_, n) => act(from + n)))
  return performance.now() - begun
}

/** Resolves when nothing is `left`, and says how long after `due` that was. */
const until = async (due: Date, left: () => Promise<number>, go: () => Promise<unknown>): Promise<number> => {
  if (Date.now() >= due.getTime()) throw new Error('they were due before all were stored')
  await sleep(due.getTime() - Date.now())
  await go()
  while ((await left()) > 0) await sleep(10)
  return Date.now() - due.getTime()
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
  const application = await sendingOffice(store, { more: [bench] })
  const due = new Date(Date.now() + AHEAD)
  const stored = await inPages((n) =>
    application.execute(promise, { text: text(n), at: due.toISOString() }, SYSTEM, `promise ${n}`),
  )
  const took = await until(
    due,
    () => store.collection(TASKS).count({}),
    async () => {
      while ((await application.relay.sweep()) > 0);
    },
  )
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
  const due = new Date(Date.now() + AHEAD)
  const stored = await inPages((n) => agenda.schedule(due, 'remind', { text: text(n) }))
  const jobs = client.db('agenda').collection('agendaJobs')
  const took = await until(
    due,
    () => jobs.countDocuments({ lastFinishedAt: null }),
    () => agenda.start(),
  )
  await agenda.stop()
  await client.close()
  return { stored, fired: took }
}

const server = await startMongoServer(kind)
try {
  const mine = await ours(server.url)
  const theirs = await agendas(server.url)
  if (fired.ours !== REMINDERS || fired.agenda !== REMINDERS)
    throw new Error(`fired ${fired.ours} and ${fired.agenda} of ${REMINDERS}`)
  const told = ({ stored, fired: took }: Took) => `stored in ${Math.round(stored)} ms, fired in ${Math.round(took)} ms`
  const ratio = (theirs.stored + theirs.fired) / (mine.stored + mine.fired)
  console.log(
    `${kind}: ${REMINDERS} reminders; ours ${told(mine)}; agenda 6 ${told(theirs)}; ours ${ratio.toFixed(1)} times as fast (target ≥ 3); load ${loadavg()[0]?.toFixed(1)}`,
  )
} finally {
  await server.stop()
}
