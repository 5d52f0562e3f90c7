/**
 * 1,000 citizens in conversation at once, on Telegram: real polling and real calls against the strict local fake.
 * Each waits for a reply before saying more. Looked at: order inside a conversation, cross-talk between them, how
 * long replies take, and memory: what is left on the heap after everything collectable was collected, once before the
 * crowd comes and ten times while it talks.
 * Run: node --expose-gc --import tsx bench/crowd.ts [citizens] [messages]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { grammyChannel } from '../adapters/chat/telegram-grammy/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { startTelegramFake } from '../test/support/telegram-fake/telegram-fake.ts'
import type { FakeUser } from '../test/support/telegram-fake/user.ts'
import { keptLog, memoryFiles, openProgramWith } from '../test/support/world.ts'

const citizens = Number(process.argv[2] ?? 1_000)
const messages = Number(process.argv[3] ?? 50_000)
const collect = globalThis.gc
if (collect === undefined) throw new Error('run it with node --expose-gc')

/** Megabytes on the heap that something still holds. */
const held = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

const folder = await mkdtemp(join(tmpdir(), 'bench-crowd-'))
const store = sqliteStore({ path: join(folder, 'crowd.sqlite') })
const log = keptLog()
const program = await openProgramWith({ store, clock: systemClock, log })
const fake = await startTelegramFake({ keepHistory: false })
const channel = grammyChannel({
  token: fake.token,
  apiRoot: fake.apiRoot,
  files: memoryFiles(),
  clock: systemClock,
  logger: log,
  privateOnly: () => 'one at a time',
  pace: { perSecond: 1e6, perChatPerSecond: 1e6 },
})
const sender = program.send(channel)
sender.start()
const stop = await channel.start((incoming) => program.gateway.take(incoming))

let said = 0
let crossed = 0
let reordered = 0
const took: number[] = []
const memory: number[] = []
const before = held()

/** Says one thing and waits for what belongs to it. */
const talk = async (user: FakeUser, words: string, expected: RegExp): Promise<string> => {
  const begun = performance.now()
  if (++said % Math.ceil(messages / 10) === 0) {
    memory.push(held())
    process.stderr.write(`${said} of ${messages} messages, heap ${memory.at(-1)?.toFixed(0)} MB\n`)
  }
  user.says(words)
  const reply = await user.nextMessage({ timeoutMs: 120_000 })
  took.push(performance.now() - begun)
  if (!expected.test(reply.text ?? '')) reordered++
  return reply.text ?? ''
}

const citizen = async (n: number): Promise<void> => {
  const user = fake.user({})
  for (let round = 1; said < messages; round++) {
    const mark = `第${n}号第${round}件`
    await talk(user, `我们村口的路灯坏了三个月,记号是${mark}`, round === 1 ? /在哪里/ : /补充那件事/)
    if (round > 1) await talk(user, '一件新的事', /在哪里/)
    await talk(user, '柳溪镇', /照片/)
    await talk(user, '跳过', /怎么反映/)
    const shown = await talk(user, '匿名', /请您核对/)
    if (!shown.includes(mark)) crossed++
    if (/第\d+号第\d+件/g.exec(shown.replaceAll(mark, '')) !== null) crossed++
    await talk(user, '确认提交', /查询码/)
    await user.nextMessage({ timeoutMs: 120_000 })
    user.catchesUp()
  }
}

const begun = performance.now()
await Promise.all(Array.from({ length: citizens }, (_, n) => citizen(n)))
const seconds = (performance.now() - begun) / 1_000

took.sort((a, b) => a - b)
const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
console.log(
  `${citizens} citizens, ${said} messages in ${seconds.toFixed(0)} s: ${(said / seconds).toFixed(0)} a second`,
)
console.log(
  `reply: median ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms = ${(at(0.99) / at(0.5)).toFixed(1)} × the median (target < 20)`,
)
console.log(
  `out of order ${reordered}, cross-talk ${crossed}, violations of the Bot API ${fake.violations.length}, errors logged ${log.lines.filter((line) => line.level === 'error').length}`,
)
console.log(
  `heap: ${before.toFixed(0)} MB before; while they talk ${memory.map((each) => each.toFixed(0)).join(', ')} MB`,
)

await stop()
await sender.stop()
await fake.stop()
await store.close()
await rm(folder, { recursive: true })
