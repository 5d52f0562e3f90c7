/**
 * How long the first page of what officers look at every day takes while very much waits: the queue, brewing problems
 * (what goes on, and all), visits, special campaigns. Yardstick, in the same run: a page of as many documents in the order
 * of one index, read by the store alone. On SQLite and on each server that speaks MongoDB's protocol here.
 * Run: npx tsx bench/first-pages.ts [records of each kind, default 50000] [store…]
 */
import { loadavg } from 'node:os'
import { systemClock } from '../adapters/system/index.ts'
import { list as brewings } from '../core/brewing/lists.ts'
import { Brewing } from '../core/brewing/problem.ts'
import { report } from '../core/brewing/report.ts'
import { Case } from '../core/feedback/case.ts'
import { queue } from '../core/feedback/lists.ts'
import { submit } from '../core/feedback/submit.ts'
import type { Actor } from '../core/kernel/actor.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { RecordType, Stored } from '../core/kernel/record.ts'
import { personActor } from '../core/people/index.ts'
import type { Store } from '../core/ports/store.ts'
import { list as specials } from '../core/special-campaigns/lists.ts'
import { open } from '../core/special-campaigns/office-steps.ts'
import { Special } from '../core/special-campaigns/special.ts'
import { list as visits } from '../core/visits/lists.ts'
import { report as visit } from '../core/visits/report.ts'
import { Visit } from '../core/visits/visit.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'
import { onEveryStore, spread, timed } from './support/measured.ts'

const many = Number(process.argv[2] ?? 50_000)
const TIMES = 9

const measure = async (name: string, store: Store): Promise<void> => {
  const { application, outside } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
  const read = <T>(type: RecordType<T>) => readerOf(store, type)
  const actor = async (person: string): Promise<Actor> => {
    const found = await personActor({ read, content: outside.content, now: systemClock.now() }, person)
    if (found === undefined) throw new Error(`nobody is called ${person}`)
    return found
  }
  const [officer, reporter, supervisor, unit] = await Promise.all(
    ['qi-changxiu', 'tan-guihua', 'kuang-lihua', 'song-renjie'].map(actor),
  )
  if (officer === undefined || reporter === undefined || supervisor === undefined || unit === undefined) return

  /** As many like the one that was made by the door as are wanted, one a minute. */
  const multiply = async <T extends { readonly number: string }>(
    type: RecordType<T>,
    id: string,
    at: string,
    more: (n: number) => object,
  ): Promise<void> => {
    const one = await read(type).get(id)
    if (one === undefined) throw new Error(`${type.name} ${id} was not kept`)
    const all = store.collection<Stored<T>>(type)
    for (let from = 0; from < many; from += 500)
      await Promise.all(
        Array.from({ length: Math.min(500, many - from) }, (_, k) => {
          const n = from + k
          const when = new Date(Date.parse('2025-01-01T00:00:00Z') + n * 60_000).toISOString()
          const data = { ...one.data, number: `B-${String(n).padStart(6, '0')}`, [at]: when, ...more(n) }
          return all.insert({
            id: `${type.prefix}${String(n).padStart(16, '0')}`,
            version: 1,
            history: one.history,
            data,
          })
        }),
      )
  }

  const told = { text: '路灯坏了三个月没人修', reporter: 'nothing' as const }
  const { id: ofCase } = await application.execute(submit, submit.input.parse(told), { kind: 'citizen' })
  const problem = { text: '水渠修到一半停工', place: { text: '石桥村', code: 'shuanghe-shiqiao' } }
  const { id: ofProblem } = await application.execute(report, report.input.parse(problem), reporter)
  const seen = { day: '2025-06-30', unit: 'water', announced: false, kind: 'window', findings: [{ text: '没人' }] }
  const { id: ofVisit } = await application.execute(visit, visit.input.parse(seen), supervisor)
  const campaign = { title: '清理欠条', goal: '两个月清完', lead: 'water', supporting: ['finance'], to: '2030-12-31' }
  const { id: ofSpecial } = await application.execute(open, open.input.parse(campaign), SYSTEM)

  const filling = await timed(async () => {
    await multiply(Case, ofCase, 'receivedAt', (n) => (n % 2_000 === 1 ? { green: true } : {}))
    await multiply(Brewing, ofProblem, 'receivedAt', (n) => (n % 5 === 0 ? {} : { state: 'settled' }))
    await multiply(Visit, ofVisit, 'recordedAt', () => ({}))
    await multiply(Special, ofSpecial, 'openedAt', () => ({}))
  })
  console.log(`\n${name}: ${many} of each kind kept in ${(filling / 1_000).toFixed(1)} s`)

  const page = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const times: number[] = []
    for (let n = 0; n < TIMES; n++) times.push(await timed(act))
    console.log(`${what.padEnd(42)} ${spread(times)}`)
  }
  const ten = { limit: 10 }
  await page('the queue of an officer', () => application.execute(queue, queue.input.parse(ten), officer))
  await page('brewings that go on', () => application.execute(brewings, { only: 'open', ...ten }, officer))
  await page('all brewings', () => application.execute(brewings, { only: 'all', ...ten }, officer))
  await page('the own brewings of who reported them', () =>
    application.execute(brewings, { only: 'own', ...ten }, reporter),
  )
  await page('visits, for an officer', () => application.execute(visits, ten, officer))
  await page('visits, for a supervisor', () => application.execute(visits, ten, supervisor))
  await page('special campaigns, for an officer', () => application.execute(specials, { only: 'all', ...ten }, officer))
  await page('special campaigns, for their lead unit', () =>
    application.execute(specials, { only: 'all', ...ten }, unit),
  )
  await page('yardstick: ten cases in the order of one index', () =>
    read(Case).page({ order: ['data.receivedAt'], ...ten }),
  )
  console.log(`load ${loadavg()[0]?.toFixed(1)}`)
  await store.close()
}

await onEveryStore(process.argv.slice(3), measure)
