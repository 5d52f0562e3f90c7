/**
 * What a message costs: update in → conversation → commit → reply queued. Yardstick: the very same commits, made
 * again one after the other on a fresh store of the same kind, with nothing around them.
 * Run: npx tsx bench/message.ts [citizens]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import type { Store } from '../core/ports/store.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'
import { recordingStore } from '../test/support/recording-store.ts'
import { World } from '../test/support/world.ts'

const citizens = Number(process.argv[2] ?? 100)
/** One whole complaint: seven messages. */
const MESSAGES = ['村口的路灯坏了三个月,晚上老人摔了两次', '柳溪镇', '跳过', '匿名', '确认提交', '到哪一步了', '谢谢']

interface Figure {
  readonly messages: number
  readonly commits: number
  readonly ours: number
  readonly raw: number
}

const measure = async (ours: Store, raw: Store): Promise<Figure> => {
  const store = recordingStore(ours)
  const world = await World.open({ store })
  await talk(world, 'warm', 20)
  store.writes.length = 0
  const begun = performance.now()
  const messages = await talk(world, 'chat', citizens)
  const took = performance.now() - begun
  const writes = [...store.writes]
  // The yardstick needs the documents that were there before; it is given them by the same writes of a first pass.
  const rawBegun = performance.now()
  for (const { collection, act } of writes) await act(raw.collection(collection)).catch(() => {})
  return { messages, commits: writes.length, ours: took, raw: performance.now() - rawBegun }
}

const talk = async (world: World, name: string, count: number): Promise<number> => {
  let messages = 0
  for (let n = 0; n < count; n++) {
    for (const text of MESSAGES) {
      await world.program.gateway.take({
        id: `${name}${n}.${messages++}`,
        channel: 'test',
        address: `${name}${n}`,
        act: { kind: 'text', text },
      })
    }
  }
  return messages
}

const row = (store: string, { messages, commits, ours, raw }: Figure): string =>
  [
    store.padEnd(20),
    `${(ours / messages).toFixed(2)} ms a message`,
    `${(commits / messages).toFixed(1)} commits a message`,
    `raw commits ${(raw / messages).toFixed(2)} ms`,
    `ratio ${(ours / raw).toFixed(2)} (target ≤ 1.5)`,
  ].join('   ')

const folder = await mkdtemp(join(tmpdir(), 'bench-message-'))
const ours = sqliteStore({ path: join(folder, 'ours.sqlite') })
const raw = sqliteStore({ path: join(folder, 'raw.sqlite') })
console.log(row('sqlite', await measure(ours, raw)))
await ours.close()
await raw.close()
await rm(folder, { recursive: true })

for (const kind of mongoServers()) {
  const server = await startMongoServer(kind)
  const mine = mongoStore({ url: server.url, database: 'ours' })
  const theirs = mongoStore({ url: server.url, database: 'raw' })
  console.log(row(`mongodb (${kind})`, await measure(mine, theirs)))
  await mine.close()
  await theirs.close()
  await server.stop()
}
