import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { photo } from '../../adapters/files/samples.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Case } from '../../core/feedback/case.ts'
import { type Actor, Role } from '../../core/kernel/actor.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { TASKS } from '../../core/kernel/relay.ts'
import { LEASES } from '../../core/messaging/lease.ts'
import { accountKey } from '../../core/people/index.ts'
import { DAY, HOUR, later } from '../../core/ports/clock.ts'
import type { Document, Store } from '../../core/ports/store.ts'
import { World } from '../support/world.ts'

/** Nothing else in the program looks like this. */
const MARKER = 'PLATFORM-ID-7719304412'
const OFFICER = 'chat-of-the-officer'
const HANDLER = 'chat-of-the-handler'

const MODES = [
  { mode: 'named', label: '实名' },
  { mode: 'notices', label: '匿名' },
  { mode: 'nothing', label: '完全匿名' },
] as const

let folder = ''
let store: Store
let world: World

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contact-point-anonymity-'))
  store = sqliteStore({ path: join(folder, 'office.sqlite') })
  world = await World.open({ store })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every document of every kind, as one text. */
const dump = async (): Promise<string> => {
  const { features } = world.program.application.parts
  const specs = [...features.flatMap(({ records }) => records ?? []), TASKS, LEASES]
  const lines: string[] = []
  for (const spec of specs) {
    for await (const document of store.collection<Document>(spec).stream({}))
      lines.push(`${spec.name} ${JSON.stringify(document)}`)
  }
  return lines.join('\n')
}

/** The same with the bytes of the store's files, which may hold what was deleted. */
const inFiles = (words: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(words))

const logged = (): string =>
  world.log.lines
    .map((line) =>
      JSON.stringify(line, (_key, each: unknown) =>
        each instanceof Error ? `${each.message} ${each.stack ?? ''}` : each,
      ),
    )
    .join('\n')

const heardLast = (chat: string): string =>
  world
    .heard(chat)
    .slice(-3)
    .map(({ text }) => text)
    .join('\n')

/** A whole case: reported with a photo, dispatched, asked about, answered, rated, opened again, closed and asked about later. */
const wholeCase = async (label: string): Promise<string> => {
  await world.binds(OFFICER, '祁昌秀')
  await world.binds(HANDLER, '陶有田')
  await world.says(MARKER, '双河镇石桥村的路灯坏了三个月')
  const bytes = await photo()
  await world.does(MARKER, {
    kind: 'files',
    files: [{ name: `${MARKER}.jpg`, type: 'image/jpeg', size: bytes.length, read: async () => bytes }],
  })
  await world.presses(MARKER, '发完了')
  await world.says(MARKER, '/move')
  await world.says(MARKER, '/continue')
  await world.presses(MARKER, label)
  if (label === '实名') {
    await world.says(MARKER, '王桂花')
    await world.says(MARKER, '13900001111')
  }
  const receipt = await world.presses(MARKER, '确认提交')
  const code = /\d{4}-\d{4}-\d{4}-\d{4}-\d{4}/.exec(receipt.map(({ text }) => text).join())?.[0]
  if (code === undefined) throw new Error(`no code in the receipt: ${receipt.map(({ text }) => text).join('\n')}`)
  await world.says(OFFICER, '/show 1')
  await world.presses(OFFICER, '按建议交办')
  await world.presses(HANDLER, '接收')
  await world.says(HANDLER, '/ask 1')
  await world.says(HANDLER, '是哪几根杆子？')
  await world.presses(HANDLER, '发给群众')
  await world.says(MARKER, `/code ${code}`)
  await world.presses(MARKER, '现在回答')
  await world.says(MARKER, '村口那根')
  await world.until(later(world.clock.now(), HOUR))
  await world.says(HANDLER, '/answer 1')
  await world.says(HANDLER, '六盏路灯都换好了，坏的线路也查过了')
  await world.presses(HANDLER, '跳过')
  await world.presses(HANDLER, '发给群众')
  await world.says(MARKER, `/code ${code}`)
  await world.presses(MARKER, '要求重新办理')
  await world.says(MARKER, '村口那边还是黑的')
  await world.says(HANDLER, '/answer 1')
  await world.says(HANDLER, '村口那边的线路今天也换好了，都亮着')
  await world.presses(HANDLER, '跳过')
  await world.presses(HANDLER, '发给群众')
  await world.says(MARKER, `/code ${code}`)
  await world.presses(MARKER, '评价')
  for (const each of ['解决了', '跳过', '跳过', '跳过']) await world.presses(MARKER, each)
  await world.until(later(world.clock.now(), 40 * DAY))
  return code
}

describe.each(MODES)('who reported $label', ({ mode, label }) => {
  it('stands nowhere by the platform’s name for them: no record, no log, no file', async () => {
    await wholeCase(label)
    expect(await dump()).not.toContain(MARKER)
    expect(logged()).not.toContain(MARKER)
    expect(inFiles(MARKER)).toBe(false)
    const [found] = (await readerOf(store, Case).page({})).rows
    expect(found?.data).toMatchObject({ reporter: mode, state: 'closed', round: 2 })
    expect(heardLast(MARKER)).not.toBe('')
  })
})

describe('who left nothing', () => {
  it('can’t be found from the chat: no blinded key, no sealed address, no act that its ids lead to', async () => {
    await wholeCase('完全匿名')
    const { seal } = world.program.outside
    const dumped = await dump()
    expect(dumped).not.toContain(accountKey(seal, 'test', MARKER))
    expect(logged()).not.toContain(accountKey(seal, 'test', MARKER))
    // Whoever has the office's keys and guesses the platform's ids still finds no act that begins with this chat.
    for (let update = 1; update <= 80; update++)
      expect(dumped).not.toContain(seal.blind(`test:${MARKER}:u${update}`, 'update'))
    // Every sealed text that is left belongs to somebody else: none opens to the address under any bond of a chat.
    for (const sealed of dumped.match(/v1\.test\.[\w-]+/g) ?? []) {
      expect(() => seal.open(sealed, `chat:${accountKey(seal, 'test', MARKER)}`)).toThrow()
    }
    expect(dumped).not.toContain('王桂花')
  })

  // SQLite would leave the bytes of deleted rows until others are written over them.
  it('is gone from the store’s files too, not only from its records', async () => {
    await wholeCase('完全匿名')
    // The log of writes is folded into the file when the program ends, and from time to time before.
    await store.close()
    expect(inFiles(accountKey(world.program.outside.seal, 'test', MARKER))).toBe(false)
  })

  it('is gone as soon as the receipt was sent', async () => {
    await world.says(MARKER, '双河镇石桥村的路灯坏了三个月')
    await world.says(MARKER, '/move')
    await world.says(MARKER, '/move')
    await world.says(MARKER, '/continue')
    for (const each of ['跳过', '完全匿名', '确认提交']) await world.presses(MARKER, each)
    expect(heardLast(MARKER)).toContain('我们没有留下关于您的任何东西')
    expect(await dump()).not.toContain(accountKey(world.program.outside.seal, 'test', MARKER))
  })
})

describe('who wants to be told', () => {
  it('is given out by no operation to any role', async () => {
    const code = await wholeCase('匿名')
    const [found] = (await readerOf(store, Case).page({})).rows
    if (found === undefined) throw new Error('there is no case')
    const { application, outside } = world.program
    const key = accountKey(outside.seal, 'test', MARKER)
    const sealed = (await dump()).match(/v1\.test\.[\w-]+/g) ?? []
    const queries = [...application.operations.values()].filter(({ kind }) => kind === 'query')
    const inputs: readonly object[] = [
      {},
      { case: found.id },
      { case: found.data.number },
      { words: '路灯' },
      { code },
      { name: '陶有田' },
      { person: 'tao-youtian' },
      { from: '2025-01-01', to: '2025-12-31' },
      { record: { type: 'case', id: found.id } },
      { record: { type: 'reporter', id: `r${found.id}` } },
      { channel: 'test', address: MARKER, language: 'zh-CN' },
    ]
    const everybody: readonly Actor[] = [
      { kind: 'system' },
      { kind: 'citizen', follows: found.id },
      ...Role.options.map((role) => ({
        kind: 'person' as const,
        person: 'qi-changxiu',
        roles: [role],
        units: ['integrity-office', 'shuanghe-town'],
      })),
      { kind: 'person', person: 'qi-changxiu', roles: Role.options, units: ['integrity-office', 'shuanghe-town'] },
    ]
    let answered = 0
    for (const operation of queries) {
      for (const actor of everybody) {
        for (const input of inputs) {
          const output = await application.execute(operation, input, actor).then(
            (answer: unknown) => JSON.stringify(answer) ?? '',
            () => '',
          )
          if (output !== '') answered++
          const told = `${operation.name} as ${JSON.stringify(actor)}`
          expect(output, told).not.toContain(MARKER)
          expect(output, told).not.toContain(key)
          for (const text of sealed) expect(output.includes(text), told).toBe(false)
        }
      }
    }
    expect(answered).toBeGreaterThan(100)
  })
})
