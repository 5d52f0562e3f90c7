/**
 * Which of 100,000 open cases tell of the same problem as one, asked in the running program: the first question of a
 * process, how long it reads beside its work, what it holds in memory, and each question afterwards, with a case
 * received before each; target under 30 ms. Yardstick, in the same run: reading 120 cases by id.
 * On SQLite and on each server that speaks MongoDB's protocol here. Run: npx tsx --expose-gc bench/alike.ts [cases] [store…]
 */
import { loadavg } from 'node:os'
import { systemClock } from '../adapters/system/index.ts'
import { alike } from '../core/feedback/alike.ts'
import { Case, type CaseData } from '../core/feedback/case.ts'
import { openLetters } from '../core/feedback/open-letters.ts'
import { submit } from '../core/feedback/submit.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { RecordType, Stored } from '../core/kernel/record.ts'
import type { Store } from '../core/ports/store.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'
import { letterAt, streamed } from './support/letters.ts'
import { megabytes, onEveryStore, spread, timed } from './support/measured.ts'

const count = Number(process.argv[2] ?? 100_000)
/** Servers that are given more at once have no time left to say that they are there. */
const AT_ONCE = 10
const letters = streamed()
const textAt = (n: number): string => {
  const { subject, detail } = letterAt(letters, n)
  return `${subject}\n${detail}`
}

const measure = async (name: string, store: Store): Promise<void> => {
  const { application } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
  const received = (text: string) => application.execute(submit, { text, reporter: 'nothing' }, SYSTEM)
  const cases = store.collection<Stored<CaseData>>(Case)
  const first = await cases.get((await received(textAt(0))).id)
  if (first === undefined) throw new Error('the first case is not there')
  const { effects: _done, due: _over, ...plain } = first
  for (let from = 1; from < count; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, k) => {
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

await onEveryStore(process.argv.slice(3), measure)
