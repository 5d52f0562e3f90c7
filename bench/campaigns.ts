/**
 * How planning a campaign goes: memory, when the first message leaves, people a second, and coverage by unit.
 * Yardstick, in the same run: what the store can insert by itself, with the same number of documents a person.
 * Run: npx tsx --expose-gc bench/campaigns.ts [people, default 1000000]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { Addressee } from '../core/campaigns/addressee.ts'
import { coverage, open, totals } from '../core/campaigns/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { Stored } from '../core/kernel/record.ts'
import { Account } from '../core/people/account.ts'
import { organisation } from '../core/people/index.ts'
import { Person } from '../core/people/person.ts'
import { Post } from '../core/people/post.ts'
import type { Channel } from '../core/ports/channel.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'

const people = Number(process.argv[2] ?? 1_000_000)
const UNITS = ['liuxi-town', 'integrity-office']
const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const store = sqliteStore({ path: join(folder, 'store.sqlite') })
const program = await openProgramWith({ store, clock: systemClock, log: keptLog() })
const { application, outside } = program

const megabytes = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1024 / 1024
}

const stored = <T>(id: string, data: T): Stored<T> => ({ id, version: 1, data, history: [] })
const code = (n: number): string => `q${String(n).padStart(8, '0')}`
const persons = store.collection<Stored<Person>>(Person)
const posts = store.collection<Stored<Post>>(Post)
const accounts = store.collection<Stored<Account>>(Account)
const at = outside.clock.now()
console.log(`load ${loadavg()[0]?.toFixed(1)}; making ${people} people`)
for (let from = 0; from < people; from += 1_000) {
  await Promise.all(
    Array.from({ length: Math.min(1_000, people - from) }, async (_, k) => {
      const n = from + k
      const person = code(n)
      await persons.insert(
        stored(person, { code: person, name: `人${n}`, roles: [], language: 'zh-CN', state: 'active' }),
      )
      await posts.insert(
        stored(`p${person}`, {
          code: `p${person}`,
          unit: UNITS[n % 2] ?? '',
          title: '干事',
          rank: 'staff',
          holder: person,
        }),
      )
      await accounts.insert(
        stored(`a${person}`, {
          ...{ channel: 'counting', person, state: 'bound', boundAt: at, invitation: 'x' },
          address: outside.seal.seal(person, `person:${person}:address`),
        }),
      )
    }),
  )
}

let first = 0
let sent = 0
const channel: Channel = {
  name: 'counting',
  can: { choices: true, files: true, textLength: 4_096, perSecond: 30, perChatPerSecond: 1 },
  send: async (_address, _message, delivery) => {
    first ||= performance.now()
    sent++
    return { ids: [delivery] }
  },
  start: async () => async () => {},
}
const sender = program.send(channel)
sender.start()

// A program in service holds the list of people in memory already: every chat asks it who writes.
await organisation({ read: (type) => readerOf(store, type), content: outside.content, now: outside.clock.now() })
const before = megabytes()
let most = before
const started = performance.now()
const kind = {
  ...{ name: 'bench', opens: 'notice', asks: true },
  invite: { say: 'campaign.message', params: { text: '{{姓名}},请看' } },
  remind: { say: 'campaign.message', params: { text: '请看' } },
}
const input = { id: 'n-bench', kind, subject: 's', title: 'bench', by: 'bench' }
await application.execute(open, { ...input, audience: { any: [[{ term: 'everyone', value: '' }]], none: [] } }, SYSTEM)
console.log(`opened after ${Math.round(performance.now() - started)} ms`)
for (let pages = 0; ; pages++) {
  const done = await program.tick()
  // Collecting a million people's garbage takes a second: not while the first message is waited for.
  if (pages % 50 === 0 && first > 0) most = Math.max(most, megabytes())
  if (done === 0) {
    if ((await application.execute(totals, { campaign: 'n-bench' }, SYSTEM)).planned) break
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
const took = (performance.now() - started) / 1_000
most = Math.max(most, megabytes())
const planned = (await application.execute(totals, { campaign: 'n-bench' }, SYSTEM)).people
console.log(`first message left after ${Math.round(first - started)} ms; ${sent} had left at 30/s when planning ended`)
console.log(`planned ${planned} people in ${took.toFixed(1)} s: ${Math.round(planned / took)}/s`)
console.log(`memory: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most: +${(most - before).toFixed(0)} MB`)

for (let n = 0; n < 3; n++) {
  const from = performance.now()
  const { rows } = await application.execute(coverage, { campaign: 'n-bench', by: 'unit' }, SYSTEM)
  console.log(`coverage of ${planned} by unit (${rows.length} rows): ${(performance.now() - from).toFixed(0)} ms`)
}

const spare = store.collection<Stored<Addressee>>({ ...Addressee, name: 'yardstick' })
const sample = Math.min(planned, 20_000)
const from = performance.now()
for (let n = 0; n < sample; n += 200) {
  await Promise.all(
    Array.from({ length: 200 }, (_, k) =>
      spare.insert(
        stored(`${n + k}`, { campaign: 'n', person: code(n + k), variables: {}, state: 'waiting', reminded: 0 }),
      ),
    ),
  )
}
const alone = sample / ((performance.now() - from) / 1_000)
console.log(
  `yardstick: the store alone inserts ${Math.round(alone)}/s; a planned person is two inserts and two settles`,
)
await sender.stop()
await store.close()
await rm(folder, { recursive: true })
