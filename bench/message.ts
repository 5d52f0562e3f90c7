/**
 * What a message costs: update in → conversation → commit → reply queued. Two yardsticks, without any of the reads:
 * - **in place**, the target's: how long its commits were on their way, taken while the message was handled. Those are
 *   the commits that it makes, with the caches as a message finds them and at the same moment, however busy the machine;
 *   what is above 1 is what all the rest costs.
 * - **in a row**: the very same commits made again on a second store of the same kind, hundreds of them with nothing
 *   between, in turns of a few citizens. Such a loop keeps the processor's caches warm for the store alone, which no
 *   program does that has anything else to do; it shows what the store could do at best.
 * The first turns only warm up.
 * Run: npx tsx bench/message.ts [citizens] [sqlite|secantus|mongo-java-server …]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongoStore } from '../adapters/store/mongodb/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import type { Store } from '../core/ports/store.ts'
import type { Program } from '../core/program.ts'
import { mongoServers, startMongoServer } from '../test/support/mongo-server.ts'
import { type RecordingStore, recordingStore } from '../test/support/recording-store.ts'
import { keptLog, openProgramWith } from '../test/support/world.ts'

const [count = '300', ...only] = process.argv.slice(2)
const CITIZENS = Number(count)
const WARM = Math.max(10, Math.round(CITIZENS / 3))
const TURN = 10
/** One whole complaint, and a question about it. */
const MESSAGES = ['村口的路灯坏了三个月,晚上老人摔了两次', '柳溪镇', '跳过', '匿名', '确认提交', '到哪一步了', '谢谢']

interface Figure {
  messages: number
  commits: number
  reads: number
  ours: number
  inPlace: number
  inARow: number
}

const timed = async (act: () => Promise<void>): Promise<number> => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

const measure = async (ours: Store, raw: Store): Promise<Figure> => {
  const store = recordingStore(ours)
  const log = keptLog()
  const program = await openProgramWith({ store, clock: systemClock, log })
  await again(store, raw)
  const figure: Figure = { messages: 0, commits: 0, reads: 0, ours: 0, inPlace: 0, inARow: 0 }
  for (let from = 0; from < WARM + CITIZENS; from += TURN) {
    const took = await timed(() => talk(program, from))
    const { length: commits } = store.writes
    const { reads, writing } = store
    const rawTook = await timed(() => again(store, raw))
    if (from < WARM) continue
    figure.messages += TURN * MESSAGES.length
    figure.commits += commits
    figure.reads += reads
    figure.ours += took
    figure.inPlace += writing
    figure.inARow += rawTook
  }
  const errors = log.lines.filter(({ level }) => level === 'error').length
  if (errors > 0) throw new Error(`${errors} errors were logged`)
  return figure
}

/** Makes the commits of `store` again, in their order. */
const again = async (store: RecordingStore, raw: Store): Promise<void> => {
  for (const { collection, act } of store.writes) await act(raw.collection(collection))
  store.forget()
}

const talk = async (program: Program, from: number): Promise<void> => {
  for (let n = from; n < from + TURN; n++) {
    for (const [part, text] of MESSAGES.entries()) {
      const address = `chat${n}`
      await program.gateway.take({
        id: `${address}.${part}`,
        channel: 'test',
        address,
        act: { kind: 'text', text },
      })
    }
  }
}

const row = (store: string, { messages, commits, reads, ours, inPlace, inARow }: Figure): string =>
  [
    store.padEnd(28),
    `${(ours / messages).toFixed(2)} ms a message`,
    `${(commits / messages).toFixed(1)} commits and ${(reads / messages).toFixed(1)} reads a message`,
    `its commits in place ${(inPlace / messages).toFixed(2)} ms, ratio ${(ours / inPlace).toFixed(2)} (target ≤ 1.5)`,
    `in a row ${(inARow / messages).toFixed(2)} ms, ratio ${(ours / inARow).toFixed(2)}`,
    `load ${loadavg()[0]?.toFixed(1)}`,
  ].join('   ')

const isWanted = (store: string): boolean => only.length === 0 || only.includes(store)

if (isWanted('sqlite')) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-message-'))
  const ours = sqliteStore({ path: join(folder, 'ours.sqlite') })
  const raw = sqliteStore({ path: join(folder, 'raw.sqlite') })
  console.log(row('sqlite', await measure(ours, raw)))
  await ours.close()
  await raw.close()
  await rm(folder, { recursive: true })
}

for (const kind of mongoServers().filter(isWanted)) {
  const server = await startMongoServer(kind)
  const ours = mongoStore({ url: server.url, database: 'ours' })
  const raw = mongoStore({ url: server.url, database: 'raw' })
  console.log(row(`mongodb (${kind})`, await measure(ours, raw)))
  await ours.close()
  await raw.close()
  await server.stop()
}
