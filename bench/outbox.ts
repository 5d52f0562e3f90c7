/**
 * How fast the outbox empties. Yardsticks, in the same run: what the store can insert and update by itself, with the
 * very same documents; the platform's limit; the same lanes with none of them slowed down.
 * Run: npx tsx bench/outbox.ts [free|paced|slowed] [messages, for free]; TMPDIR says on which disk
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import type { Application } from '../core/kernel/application.ts'
import { readerOf } from '../core/kernel/reader.ts'
import type { Stored } from '../core/kernel/record.ts'
import { Delivery, Sender } from '../core/messaging/index.ts'
import { chatBond } from '../core/messaging/route.ts'
import type { Telling } from '../core/messaging/tell.ts'
import { type Channel, TooFast } from '../core/ports/channel.ts'
import type { CollectionSpec } from '../core/ports/store.ts'
import { sendingOffice } from '../test/messaging/killing/office.ts'

const FREE = { perSecond: 1e9, perChatPerSecond: 1e9 }

/** A platform that only counts, and says when each chat got its message. */
const counting = (pace: typeof FREE, slowed = (_chat: string, _nth: number): boolean => false) => {
  const arrived = new Map<string, number>()
  const asked = new Map<string, number>()
  const channel: Channel = {
    name: 'counting',
    can: { choices: true, files: true, textLength: 4_096, ...pace },
    send: async (chat, _message, delivery) => {
      const nth = (asked.get(chat) ?? 0) + 1
      asked.set(chat, nth)
      if (slowed(chat, nth)) throw new TooFast(2_000)
      arrived.set(delivery, performance.now())
      return { ids: [delivery] }
    },
    start: async () => async () => {},
  }
  return { channel, arrived }
}

/** Messages with their sealed addresses, which a chat brings with it when it is bound. */
const tellingsOf = (application: Application, count: number, chatOf: (n: number) => string): Telling[] =>
  Array.from({ length: count }, (_, n) => {
    const chat = chatOf(n)
    const address = application.parts.services.seal.seal(chat, chatBond(chat))
    return {
      to: { kind: 'chat', channel: 'counting', chat, address },
      purpose: 'notice',
      words: { message: { text: '明天放假,请各单位安排值班。' } },
      order: '',
    }
  })

const queueAll = async (application: Application, tellings: readonly Telling[]): Promise<void> => {
  for (let from = 0; from < tellings.length; from += 100) {
    const page = tellings.slice(from, from + 100)
    await Promise.all(
      page.map((telling, n) => application.byName('messaging.queue', telling, SYSTEM, `tell ${from + n}`)),
    )
  }
}

const emptied = async (application: Application): Promise<void> => {
  const deliveries = readerOf(application.parts.store, Delivery)
  while ((await deliveries.first({ where: { 'data.state': 'queued' }, order: ['data.order'] })) !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
}

const folder = await mkdtemp(join(tmpdir(), 'bench-outbox-'))
let files = 0
const fresh = () => sqliteStore({ path: join(folder, `${++files}.sqlite`) })
const load = () => `load ${loadavg()[0]?.toFixed(1)}`

/** Queued and sent, in milliseconds, and the documents that came of it. */
const ours = async (count: number) => {
  const store = fresh()
  const application = await sendingOffice(store)
  const { channel } = counting(FREE)
  const tellings = tellingsOf(application, count, (n) => `chat ${n}`)
  const begun = performance.now()
  await queueAll(application, tellings)
  const queued = performance.now() - begun
  const sender = new Sender(application, channel)
  sender.start()
  await emptied(application)
  const took = performance.now() - begun
  await sender.stop()
  const documents: Stored<Delivery>[] = []
  for await (const each of readerOf(store, Delivery).stream({})) documents.push(each)
  await store.close()
  return { queued, took, documents }
}

/** The same documents inserted and replaced with nothing around them, in milliseconds. */
const storeAlone = async (documents: readonly Stored<Delivery>[]): Promise<number> => {
  const spec: CollectionSpec = { name: Delivery.name, indexes: Delivery.indexes }
  const raw = fresh()
  await raw.open([spec])
  const collection = raw.collection<Stored<Delivery>>(spec)
  const begun = performance.now()
  for (let from = 0; from < documents.length; from += 100) {
    const page = documents.slice(from, from + 100)
    await Promise.all(page.map((each) => collection.insert({ ...each, version: 1 })))
  }
  // The sender writes to 32 chats at once, so the store is given 32 updates at once.
  for (let from = 0; from < documents.length; from += 32) {
    await Promise.all(documents.slice(from, from + 32).map((each) => collection.replace({ ...each, version: 2 })))
  }
  const took = performance.now() - begun
  await raw.close()
  return took
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Without a limit. A program in service has run its code before, so both are run once unmeasured; then in turn, so that
 * whatever else the machine does meets both.
 */
const free = async (count = Number(process.argv[3] ?? 3_000), rounds = 5): Promise<void> => {
  await storeAlone((await ours(count)).documents)
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { queued, took, documents } = await ours(count)
    const alone = await storeAlone(documents)
    ratios.push(alone / took)
    const rate = (ms: number) => `${Math.round((count * 1_000) / ms)}/s`
    console.log(
      `free: ${count} queued ${rate(queued)}, sent ${rate(took - queued)}, both ${rate(took)}; the store alone ${rate(alone)}; ${(alone / took).toFixed(2)} of it; ${load()}`,
    )
  }
  console.log(`free: median of ${rounds} rounds ${median(ratios).toFixed(2)} of the store (target ≥ 0.50); ${load()}`)
}

/** At 30 a second: how much of the limit is used, and whether any second holds more. */
const paced = async (count = 3_000): Promise<void> => {
  const store = fresh()
  const application = await sendingOffice(store)
  const { channel, arrived } = counting({ perSecond: 30, perChatPerSecond: 1 })
  await queueAll(
    application,
    tellingsOf(application, count, (n) => `chat ${n}`),
  )
  const sender = new Sender(application, channel)
  sender.start()
  await emptied(application)
  await sender.stop()
  const times = [...arrived.values()].sort((a, b) => a - b)
  const took = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000
  // The first 30 leave at once, so that they take no time.
  const used = (count - 30) / took / 30
  let most = 0
  for (let to = 0, from = 0; to < times.length; to++) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= 1_000) from++
    most = Math.max(most, to - from + 1)
  }
  console.log(
    `paced: ${count} in ${took.toFixed(1)} s, ${(used * 100).toFixed(1)} % of 30/s (target ≥ 97), at most ${most} in a second; ${load()}`,
  )
  await store.close()
}

/** The median of all other chats, with and without one that is told to wait. */
const slowed = async (): Promise<void> => {
  const medianBeside = async (one: boolean): Promise<number> => {
    const store = fresh()
    const application = await sendingOffice(store)
    const { channel, arrived } = counting(
      { perSecond: 200, perChatPerSecond: 1e9 },
      (chat, nth) => one && chat === 'chat 0' && nth < 4,
    )
    await queueAll(
      application,
      tellingsOf(application, 2_000, (n) => `chat ${n % 100}`),
    )
    const begun = performance.now()
    const sender = new Sender(application, channel)
    sender.start()
    while (arrived.size < 1_900) await new Promise((resolve) => setTimeout(resolve, 20))
    await sender.stop()
    await store.close()
    const times = [...arrived.values()].map((at) => at - begun).sort((a, b) => a - b)
    return times[Math.floor(times.length / 2)] ?? 0
  }
  const [without, with429] = [await medianBeside(false), await medianBeside(true)]
  console.log(
    `slowed: median ${without.toFixed(0)} ms, beside a chat in 429 ${with429.toFixed(0)} ms: ${((with429 / without - 1) * 100).toFixed(1)} % (target < 5); ${load()}`,
  )
}

const parts = { free, paced, slowed }
for (const [name, part] of Object.entries(parts))
  if (process.argv[2] === undefined || process.argv[2] === name) await part()
await rm(folder, { recursive: true })
