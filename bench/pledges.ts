/**
 * A pledge that is asked of many: signing one after the other (p50, p99), coverage by unit at moments of it, and
 * checking the chain of all receipts. Yardsticks, in the same run: one insert of the store, one signature and one
 * verification of Ed25519 by themselves.
 * Run: npx tsx bench/pledges.ts [people, default 10000]
 */
import { generateKeyPairSync, sign as signBytes, verify as verifyBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { Addressee, addresseeId } from '../core/campaigns/addressee.ts'
import { Campaign } from '../core/campaigns/campaign.ts'
import { coverage, settle } from '../core/campaigns/index.ts'
import { type Actor, SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { Stored } from '../core/kernel/record.ts'
import { organisation } from '../core/people/index.ts'
import { Person } from '../core/people/person.ts'
import { Post } from '../core/people/post.ts'
import { Unit } from '../core/people/unit.ts'
import { handOver } from '../core/pledges/copy.ts'
import { checkChain, type Proven } from '../core/pledges/index.ts'
import { PledgeReading, PledgeReceipt, readingId } from '../core/pledges/pledge.ts'
import { sign } from '../core/pledges/sign.ts'
import { templatesOf, textHash } from '../core/pledges/template.ts'
import { DAY, later } from '../core/ports/clock.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'

const people = Number(process.argv[2] ?? 10_000)
const folder = await mkdtemp(join(tmpdir(), 'contact-point-bench-'))
const store = sqliteStore({ path: join(folder, 'store.sqlite') })
const { application, outside } = await openProgramWith({ store, clock: systemClock, log: keptLog() })
const template = templatesOf(outside.content).find(({ name }) => name === 'post-duty')
if (template === undefined) throw new Error('the sample county has changed')

const at = outside.clock.now()
const stored = <T>(id: string, data: T): Stored<T> => ({ id, version: 1, data, history: [] })
const code = (n: number): string => `q${String(n).padStart(6, '0')}`
const reader = { read: (type: Parameters<typeof readerOf>[1]) => readerOf(store, type) } as Parameters<
  typeof organisation
>[0] // reads records of any type
const units = (await readerOf(store, Unit).page({ limit: 200 })).rows.map(({ data }) => data.code)
const words = { say: 'pledges.invite', params: {}, buttons: [], files: [] }
const kind = { name: 'pledge', opens: 'pledge', asks: true, late: true, duty: true, invite: words, remind: words }
const campaign = 'nbench'
await store.collection<Stored<Campaign>>(Campaign).insert(
  stored(campaign, {
    ...{
      number: 1,
      kind,
      subject: template.name,
      title: template.title,
      audience: { any: [], none: [] },
      whom: '',
      opensAt: at,
    },
    ...{
      closesAt: later(at, DAY),
      reminders: [],
      spread: 0,
      urgent: false,
      state: 'open',
      openedBy: 'x',
      openedAt: at,
    },
  }),
)
const inserts: number[] = []
for (let n = 0; n < people; n++) {
  const person = code(n)
  const unit = units[n % units.length] ?? ''
  await store.collection<Stored<Person>>(Person).insert(
    stored(person, { code: person, name: `人${n}`, roles: [], language: 'zh-CN', state: 'active' } as Person), // as far as it is looked at
  )
  await store.collection<Stored<Post>>(Post).insert(
    stored(`p${person}`, { code: `p${person}`, unit, title: '干事', rank: 'staff', holder: person } as Post), // the same
  )
  const addressee: Addressee = { campaign, person, unit, variables: {}, state: 'waiting', reminded: 0 }
  await store.collection<Stored<Addressee>>(Addressee).insert(stored(addresseeId(campaign, person), addressee))
  const reading: PledgeReading = { campaign, person, textHash: textHash(template), read: 9, shown: 1, values: {} }
  const begun = performance.now()
  await store.collection<Stored<PledgeReading>>(PledgeReading).insert(stored(readingId(campaign, person), reading))
  inserts.push(performance.now() - begun)
}
await organisation({ ...reader, content: outside.content, now: at })

const share = (times: readonly number[], part: number): string =>
  (times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2)
const timed = async (act: () => unknown): Promise<number> => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

const signing: number[] = []
const covering: number[] = []
for (let n = 0; n < people; n++) {
  const person = code(n)
  const actor: Actor = { kind: 'person', person, roles: [], units: [units[n % units.length] ?? ''] }
  signing.push(await timed(() => application.execute(sign, { campaign, name: `人${n}`, channel: 'bench' }, actor)))
  await application.execute(settle, { campaign, person, state: 'done' }, SYSTEM)
  if (n % Math.ceil(people / 50) === 0)
    covering.push(await timed(() => application.execute(coverage, { campaign, by: 'unit' }, SYSTEM)))
}

const chain: Proven[] = []
for await (const { data } of readerOf(store, PledgeReceipt).stream({ order: ['data.number'] })) chain.push(data.proof)
let faults = 0
const checking = await timed(() => {
  faults = checkChain(chain).length
})

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const bytes = Buffer.alloc(2_000, 1)
const bare: number[] = []
const proving: number[] = []
for (let n = 0; n < 1_000; n++) {
  let signature = Buffer.alloc(0)
  bare.push(
    await timed(() => {
      signature = signBytes(null, bytes, privateKey)
    }),
  )
  proving.push(await timed(() => verifyBytes(null, bytes, publicKey, signature)))
}
console.log(`load ${loadavg()[0]?.toFixed(1)}, ${people} people in ${units.length} units`)
console.log(`signing: p50 ${share(signing, 0.5)} ms, p99 ${share(signing, 0.99)} ms (wanted p99 < 100)`)
console.log(`coverage by unit: p50 ${share(covering, 0.5)} ms, most ${share(covering, 1)} ms (wanted < 200)`)
console.log(`checking ${chain.length} receipts: ${checking.toFixed(0)} ms, ${faults} faults (wanted < 2000 for 10,000)`)
const copying: number[] = []
for (const { parts } of chain.slice(0, 50))
  copying.push(await timed(() => application.execute(handOver, { receipt: parts.id ?? '' }, SYSTEM)))
console.log(`the copy on paper, a few seconds later: p50 ${share(copying, 0.5)} ms, p99 ${share(copying, 0.99)} ms`)
console.log(`by itself: insert p50 ${share(inserts, 0.5)} ms, p99 ${share(inserts, 0.99)} ms`)
console.log(`by itself: Ed25519 signs in ${share(bare, 0.5)} ms, verifies in ${share(proving, 0.5)} ms`)
await store.close()
await rm(folder, { recursive: true })
