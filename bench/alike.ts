/**
 * Which of 100,000 open cases tell of the same problem as one, asked in the running program: the first question of a
 * process, how long it reads beside its work, what it holds in memory, and each question afterwards, with a case
 * received before each; target under 30 ms. Yardstick, in the same run: reading 120 cases by id.
 * On SQLite and on each server that speaks MongoDB's protocol here. Run: npx tsx --expose-gc bench/alike.ts [cases] [store…]
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { alike } from '../core/feedback/alike.ts'
import { Case, type CaseData } from '../core/feedback/case.ts'
import { openLetters } from '../core/feedback/open-letters.ts'
import { submit } from '../core/feedback/submit.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { RecordType, Stored } from '../core/kernel/record.ts'
import type { Store } from '../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'

const count = Number(process.argv[2] ?? 100_000)
const only = process.argv.slice(3)
const isAsked = (name: string): boolean => only.length === 0 || only.includes(name)

const stream = new URL('../../shared/data/letters-stream.jsonl', import.meta.url)
if (!existsSync(stream)) {
  console.log('../shared/data/letters-stream.jsonl is not here: nothing to measure with.')
  process.exit(0)
}
interface Letter {
  readonly subject: string
  readonly detail: string
}
const letters = readFileSync(stream, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Letter => JSON.parse(line))
const textAt = (n: number): string =>
  `${letters[n % letters.length]?.subject}\n${letters[n < letters.length ? n : (n * 31 + 7) % letters.length]?.detail}`

const megabytes = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}
const spread = (times: number[]): string => {
  times.sort((one, other) => one - other)
  const at = (part: number): string => (times[Math.floor(part * (times.length - 1))] ?? 0).toFixed(1)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`
}
const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

const measure = async (name: string, store: Store): Promise<void> => {
  const { application } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
  const received = (text: string) => application.execute(submit, { text, reporter: 'nothing' }, SYSTEM)
  const cases = store.collection<Stored<CaseData>>(Case)
  const first = await cases.get((await received(textAt(0))).id)
  if (first === undefined) throw new Error('the first case is not there')
  const { effects: _done, due: _over, ...plain } = first
  for (let from = 1; from < count; from += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, count - from) }, (_, k) => {
        const [text, receivedAt] = [textAt(from + k), new Date(1.7e12 + (from + k) * 60_000).toISOString()]
        return cases.insert({
          ...plain,
          id: `c${from + k}`,
          data: { ...plain.data, number: `n${from + k}`, text, receivedAt },
        })
      }),
    )
  const { office } = plain.data
  const reader = () => ({
    read: <T>(type: RecordType<T>) => readerOf(store, type),
    now: systemClock.now(),
  })
  const before = megabytes()
  const ask = (id: string) => application.execute(alike, { case: id }, SYSTEM)
  const began = performance.now()
  console.log(`${name}, ${count} open cases: the first question ${(await timed(() => ask('c7'))).toFixed(0)} ms`)
  const meanwhile: number[] = []
  while ((await openLetters(reader(), office)).cases.size < count) {
    await new Promise((go) => setTimeout(go, 250))
    meanwhile.push(await timed(() => ask(`c${1 + ((meanwhile.length * 97) % (count - 1))}`)))
    if (performance.now() - began > 600_000) throw new Error('still not filled after ten minutes')
  }
  console.log(
    `  filled after ${((performance.now() - began) / 1000).toFixed(0)} s; questions meanwhile: ${spread(meanwhile)}`,
  )
  console.log(`  in memory: ${(megabytes() - before).toFixed(0)} MB`)
  const times: number[] = []
  for (let n = 0; n < 200; n++) {
    const { id } = await received(textAt(n * 17 + 3))
    times.push(await timed(() => ask(id)))
  }
  console.log(`  one new case: ${spread(times)} (load ${loadavg()[0]?.toFixed(1)})`)
  const ids = Array.from({ length: 120 }, (_, n) => `c${1 + n * 13}`)
  const reading: number[] = []
  for (let n = 0; n < 40; n++)
    reading.push(await timed(() => readerOf(store, Case).page({ where: { id: { in: ids } }, limit: 120 })))
  console.log(`  yardstick, reading 120 cases: ${spread(reading)}`)
  await store.close()
}

const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
if (isAsked('sqlite')) await measure('sqlite', sqliteStore({ path: join(folder, 'store.sqlite') }))
for (const kind of mongoServers().filter(isAsked)) {
  const server = await startMongoServer(kind)
  await measure(kind, mongoStore({ url: server.url }))
  await server.stop()
}
await rm(folder, { recursive: true })
