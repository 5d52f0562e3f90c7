import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { photo } from '../../adapters/files/samples.ts'
import { sqliteStore } from '../../adapters/store/sqlite/sqlite-store.ts'
import { Conversation } from '../../core/conversation/conversation.ts'
import { readerOf } from '../../core/kernel/reader.ts'
import { accountKey } from '../../core/people/index.ts'
import type { Act } from '../../core/ports/channel.ts'
import { HOUR, later, MINUTE } from '../../core/ports/clock.ts'
import { StoreUnavailable } from '../../core/ports/store.ts'
import { refusingStore } from '../kernel/refusing-store.ts'
import { World } from '../support/world.ts'

/** What somebody does next: an act of their own, or a button that they have seen at any time. */
type Next =
  | Act
  | { readonly kind: 'seen'; readonly which: number }
  | { readonly kind: 'typed'; readonly which: number }
  | { readonly kind: 'wait'; readonly hours: number }

const SAID = [
  ...[
    '',
    ' ',
    '1',
    '２',
    '99',
    '跳过',
    '确认提交',
    '匿名',
    '完全匿名',
    '实名',
    '取消',
    '算了',
    '修改',
    '不改了',
    '查进度',
    '辦得怎麼樣',
    'help',
  ],
  ...[
    '双河镇石桥村的路灯坏了三个月',
    '我要投诉镇政府',
    '石桥村',
    '三个月了',
    '张三',
    '13900001111',
    '噪音归谁管',
    '我不反映了',
    '有人要自杀，快来人',
  ],
  ...[
    '/start',
    '/help',
    '/cancel',
    '/continue',
    '/move',
    '/resume 1234567890',
    '/complain',
    '/status',
    '/code',
    '/code 11112222333344445555',
    '/add',
    '/withdraw',
  ],
  ...[
    '/who',
    '/who 路灯',
    '/language',
    '/language en',
    '/language zh-TW',
    '/about',
    '/join',
    '/join ABCDEFGHJK',
    '/queue',
    '/show 1',
    '/find 路灯',
    '/dispatch 1',
  ],
  ...[
    '/answer 1',
    '/reply',
    '/rate',
    '/reopen c0000000000000000',
    '/stayed',
    '/sort',
    '/hear',
    '/merge 1 1',
    '/identity 1',
    '/reception',
    '/check 1 measure',
    '/accept 1',
  ],
]

const next: fc.Arbitrary<Next> = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 30 }).map((which) => ({ kind: 'seen' as const, which })) },
  { weight: 2, arbitrary: fc.nat({ max: 30 }).map((which) => ({ kind: 'typed' as const, which })) },
  { weight: 6, arbitrary: fc.constantFrom(...SAID).map((text) => ({ kind: 'text' as const, text })) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => ({ kind: 'text' as const, text })),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 64 }).map((token) => ({ kind: 'press' as const, token })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('=zzzz:!send', '=:', '=', 'status', 'show', 'rate c1 2 3', 'constructor', '__proto__')
      .map((token) => ({ kind: 'press' as const, token })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', 'join-', 'code-123', 'i-', 'resume-1', '----', 'who-noise')
      .map((payload) => ({ kind: 'start' as const, payload })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('location' as const),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('voice' as const, 'sticker' as const, 'video' as const, 'contact' as const, 'other' as const)
      .map((what) => ({ kind: 'unsupported' as const, what })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'edited' as const, text: '改过的话' }) },
  { weight: 1, arbitrary: fc.constantFrom('photo', 'caption', 'two').map(sent) },
  { weight: 1, arbitrary: fc.constantFrom(1, 30, 24 * 15).map((hours) => ({ kind: 'wait' as const, hours })) },
)

let picture = new Uint8Array()

function sent(how: 'photo' | 'caption' | 'two'): Act {
  const file = { name: 'a.jpg', type: 'image/jpeg', read: async () => picture }
  const broken = { name: 'b.exe', size: 3, read: async () => new Uint8Array([1, 2, 3]) }
  return {
    kind: 'files',
    files: how === 'two' ? [file, broken] : [file],
    ...(how === 'caption' ? { text: '这是现场' } : {}),
  }
}

const actOf = (world: World, chat: string, wanted: Exclude<Next, { kind: 'wait' }>): Act => {
  if (wanted.kind !== 'seen' && wanted.kind !== 'typed') return wanted
  const seen = world
    .heard(chat)
    .flatMap(({ choices }) => choices ?? [])
    .reverse()
  const choice = seen[wanted.which % Math.max(1, seen.length)]
  if (choice === undefined) return { kind: 'text', text: '路灯坏了' }
  return wanted.kind === 'seen' ? { kind: 'press', token: choice.token } : { kind: 'text', text: choice.label }
}

const RUNS = { numRuns: 200, seed: Number(process.env.FC_SEED ?? 20250630) }
const story = fc.array(next, { minLength: 1, maxLength: 40, size: 'max' })
const WHO = fc.constantFrom<string | undefined>(undefined, undefined, '陶有田', '祁昌秀', '窦永康', '齐启航', '贾定邦')

beforeAll(async () => {
  picture = new Uint8Array(await photo())
})

/** What must hold of a chat after anything that was done in it. */
const sound = async (world: World, chat: string): Promise<void> => {
  const key = accountKey(world.program.outside.seal, 'test', chat)
  const stored = await readerOf(world.program.outside.store, Conversation).get(key)
  if (stored === undefined) return
  const state = Conversation.schema.parse(stored.data)
  // One form is open, and few more wait below it.
  const runs = [state.dialogue, ...(state.paused ?? [])].flatMap((each) => each?.run ?? [])
  expect(new Set(runs).size).toBe(runs.length)
  expect(runs.length).toBeLessThanOrEqual(6)
  if (state.dialogue !== undefined)
    expect(world.program.talking.repertoire.commands.has(state.dialogue.command)).toBe(true)
  for (const { label, token } of state.offered) {
    expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64)
    expect(label).not.toBe('')
  }
}

describe('whatever anybody does', () => {
  let world: World
  let chats = 0
  beforeAll(async () => {
    world = await World.open()
  })

  it('is answered, without any error, and leaves the conversation in order', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(WHO, story, async (who, steps) => {
        const chat = `chat-${++chats}`
        if (who !== undefined) await world.binds(chat, who)
        for (const step of steps) {
          if (step.kind === 'wait') {
            await world.until(later(world.clock.now(), step.hours * HOUR))
            continue
          }
          const heard = await world.does(chat, actOf(world, chat, step))
          expect(heard.length, JSON.stringify(step)).toBeGreaterThan(0)
          for (const { text } of heard) {
            expect(text.trim()).not.toBe('')
            expect(text).not.toMatch(/请过一会儿再发一次|something went wrong on our side|請過一會兒再發一次/)
            expect(text).not.toMatch(/\{\{|(?:^|\s)(?:errors|chat|form|feedback|staff|who)\.[a-z][\w-]*/)
          }
          await sound(world, chat)
        }
        const errors = world.log.lines.splice(0).filter(({ level }) => level === 'error')
        expect(errors.map(({ event, cause }) => `${event}: ${cause instanceof Error ? cause.stack : ''}`)).toEqual([])
      }),
      RUNS,
    )
  })
})

describe('while the store refuses writes now and then', () => {
  it('what was not acknowledged is answered when the platform repeats it', { timeout: 240_000 }, async () => {
    const refusing = refusingStore(sqliteStore({ path: ':memory:' }), () => new StoreUnavailable('the disk is full'))
    const world = await World.open({ store: refusing.store })
    let chats = 0
    await fc.assert(
      fc.asyncProperty(story, fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 10 }), async (steps, gaps) => {
        const chat = `chat-${++chats}`
        for (const [n, step] of steps.entries()) {
          if (step.kind === 'wait') continue
          const act = actOf(world, chat, step)
          const before = world.heard(chat).length
          refusing.refuseAfter(gaps[n % gaps.length] ?? 0)
          const taken = await world.does(chat, act, `${chat}-${n}`).then(
            () => true,
            (error: unknown) => {
              expect(error).toBeInstanceOf(StoreUnavailable)
              return false
            },
          )
          refusing.refuseAfter(undefined)
          if (!taken) await world.does(chat, act, `${chat}-${n}`)
          await world.until(later(world.clock.now(), 2 * MINUTE))
          expect(world.heard(chat).length, JSON.stringify(step)).toBeGreaterThan(before)
          await sound(world, chat)
        }
      }),
      { ...RUNS, numRuns: 60 },
    )
  })
})
