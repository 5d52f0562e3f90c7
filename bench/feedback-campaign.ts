/**
 * A campaign (D1) on Telegram: 1,000 members are asked a form of ten questions and all answer within ten simulated
 * minutes, through the strict local fake, on SQLite. Looked at: that none is lost, and how long a reply takes in real
 * time (target: p99 under 200 ms). Yardstick, in the same run: a bare call to the fake every tenth of a second, which
 * shows what this machine adds. Run: npx tsx bench/feedback-campaign.ts [members] [simulated seconds in a real one]
 * [seconds within which all begin; 63 for 150 members is the pace of a thousand]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { grammyChannel } from '../adapters/chat/telegram-grammy/index.ts'
import { readContentFolder } from '../adapters/files/index.ts'
import { sqliteStore } from '../adapters/store/sqlite/index.ts'
import { systemClock } from '../adapters/system/index.ts'
import { totals } from '../core/campaigns/index.ts'
import { SYSTEM } from '../core/kernel/actor.ts'
import { readerOf } from '../core/kernel/reader.ts'
import { collect } from '../core/network/collect.ts'
import { MemberAnswer } from '../core/network/member-answer.ts'
import { importRows } from '../core/people/import/operations.ts'
import { inviteMany } from '../core/people/index.ts'
import { Stratum } from '../core/people/stratum.ts'
import { type Clock, later, SECOND } from '../core/ports/clock.ts'
import { checkedContent } from '../core/program.ts'
import { startTelegramFake } from '../test/support/telegram-fake/telegram-fake.ts'
import type { FakeUser } from '../test/support/telegram-fake/user.ts'
import { FACES, keptLog, memoryFiles, openProgramWith } from '../test/support/world.ts'

const members = Number(process.argv[2] ?? 1_000)
const speed = Number(process.argv[3] ?? 1)
/** The last member begins early enough to be done within ten minutes. */
const beginWithin = Number(process.argv[4] ?? 420)
const WITHIN = 600
const QUESTIONS = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10']
const PATIENCE = { timeoutMs: 120_000 }

const choice = (name: string): string => `
  - { name: ${name}, kind: choice, label: { zh-CN: ${name}, en: ${name} }, ask: { zh-CN: 问题${name}？, en: '${name}?' },
      options: [{ value: good, label: { zh-CN: 好, en: Good } }, { value: poor, label: { zh-CN: 差, en: Poor } }] }`
const FORM = `
name: ten-questions
version: 1
title: { zh-CN: 十个问题, en: Ten questions }
submit: { zh-CN: 提交, en: Send it }
fields:${QUESTIONS.slice(0, 8).map(choice).join('')}
  - { name: q9, kind: number, whole: true, label: { zh-CN: q9, en: q9 }, ask: { zh-CN: 问题q9？, en: 'q9?' } }
  - { name: q10, kind: longText, label: { zh-CN: q10, en: q10 }, ask: { zh-CN: 问题q10？, en: 'q10?' } }
`

const [begun, from] = [Date.now(), Date.parse('2025-06-30T01:00:00.000Z')]
const simulated = (): number => from + (Date.now() - begun) * speed
const clock: Clock = {
  now: () => new Date(simulated()).toISOString(),
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
}

const folder = await mkdtemp(join(tmpdir(), 'bench-feedback-'))
const store = sqliteStore({ path: join(folder, 'feedback.sqlite') })
const log = keptLog()
const source = new Map([...(await readContentFolder('content')), ['forms/ten-questions.yaml', FORM]])
const program = await openProgramWith({ store, clock, log, content: checkedContent(source, FACES) })
const { application } = program
const code = (n: number): string => `m${String(n).padStart(6, '0')}`
const rows = Array.from({ length: members }, (_, n) => ({
  line: n + 2,
  cells: { code: code(n), name: `成员${n}`, roles: 'contact-point', stratum: Stratum.options[n % 10] ?? '' },
}))
const importing = performance.now()
const imported = await application.execute(importRows, { kind: 'people', rows, source: 'members.csv' }, SYSTEM)
console.log(
  `${imported.added} of ${members} members imported in ${((performance.now() - importing) / SECOND).toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}`,
)

const fake = await startTelegramFake({ clock: { now: simulated } })
const channel = grammyChannel({
  ...{ token: fake.token, apiRoot: fake.apiRoot, files: memoryFiles(), clock, logger: log },
  privateOnly: () => 'one at a time',
})
const sender = program.send(channel)
sender.start()
const stopChannel = await channel.start((incoming) => program.gateway.take(incoming))
let isOver = false
// As often as the program looks.
const working = (async () => {
  while (!isOver) if ((await program.tick()) === 0) await systemClock.sleep(SECOND)
})()

const people = Array.from({ length: members }, (_, n) => code(n))
const { invitations } = await application.execute(inviteMany, { people, days: 30 }, SYSTEM)
const at = (times: number[], share: number): string => {
  const sorted = times.toSorted((a, b) => a - b)
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)} ms`
}

const users: FakeUser[] = []
const joins: number[] = []
const joining = async (payload: string): Promise<FakeUser> => {
  const user = fake.user({})
  const from = performance.now()
  user.startsWith(payload)
  await user.until((heard) => heard.some(({ text }) => text?.includes('绑定')), PATIENCE)
  joins.push(performance.now() - from)
  return user
}
// They join over the days before, two at a time, not all in one second.
for (let n = 0; n < invitations.length; n += 2)
  users.push(...(await Promise.all(invitations.slice(n, n + 2).map(({ payload }) => joining(payload)))))
// A letter that somebody else found binds nobody, nor do two chats that press one link at once both get in.
const [used] = invitations
const { invitations: again } = await application.execute(inviteMany, { people: ['bi-xiulan'], days: 30 }, SYSTEM)
const pressing = [used, ...again, ...again].map(async (each) => {
  const user = fake.user({})
  user.startsWith(each?.payload ?? '')
  return (await user.nextMessage(PATIENCE)).text?.includes('绑定') === true
})
const bound = (await Promise.all(pressing)).map(Number)
console.log(
  `${users.length} members have joined: median ${at(joins, 0.5)} (the first hundred ${at(joins.slice(0, 100), 0.5)}, the last ${at(joins.slice(-100), 0.5)}), p99 ${at(joins, 0.99)}; by a used link ${bound[0]} got in, of two by one link ${(bound[1] ?? 0) + (bound[2] ?? 0)}; load ${loadavg()[0]?.toFixed(1)}`,
)

const input = {
  ...{ form: 'ten-questions', title: '十个问题', audience: '联系点成员' },
  closesAt: later(clock.now(), 5 * 24 * 3_600 * SECOND),
}
const { campaign } = await application.execute(collect, collect.input.parse(input), SYSTEM)
const asked = performance.now()

const TURNS = ['opening', 'answering', 'submitting'] as const
const took = { opening: [], answering: [], submitting: [] } as Record<(typeof TURNS)[number], number[]>
let last = 0
const wait = (seconds: number): Promise<void> => clock.sleep(seconds * SECOND)
/** Does something and waits for the reply. */
const reply = async (user: FakeUser, turn: (typeof TURNS)[number], act: () => unknown): Promise<string> => {
  user.catchesUp()
  const at = performance.now()
  act()
  const { text } = await user.nextMessage(PATIENCE)
  took[turn].push(performance.now() - at)
  return text ?? ''
}

const answers = async (user: FakeUser, n: number): Promise<void> => {
  await user.until((heard) => heard.some(({ text }) => text?.includes('请您填一张反馈表')), PATIENCE)
  await wait(Math.max(0, (n / members) * beginWithin - ((performance.now() - asked) * speed) / SECOND))
  await reply(user, 'opening', () => user.presses('填反馈表'))
  for (const name of QUESTIONS) {
    await wait(4 + (n % 5))
    const act = name === 'q9' ? () => user.says(String(n % 90)) : () => user.says(`这是第${n}号说的事`)
    await reply(
      user,
      'answering',
      name === 'q9' || name === 'q10' ? act : () => user.presses(n % 3 === 0 ? '差' : '好'),
    )
  }
  await wait(4)
  const said = await reply(user, 'submitting', () => user.presses('提交'))
  if (!said.includes('收到了')) throw new Error(`member ${n} heard: ${said}`)
  last = performance.now()
}

const bare: number[] = []
const yardstick = (async () => {
  while (!isOver) {
    const at = performance.now()
    await (await fetch(`${fake.apiRoot}/bot${fake.token}/getMe`)).text()
    bare.push(performance.now() - at)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})()
const results = await Promise.allSettled(users.map(answers))
const seconds = ((last - asked) / SECOND) * speed
const faults = results.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
const kept = new Set<string>()
for await (const { data } of readerOf(store, MemberAnswer).stream({ where: { 'data.campaign': campaign } }))
  kept.add(data.text)
await new Promise((resolve) => setTimeout(resolve, 1_000))
const { answered, people: all } = await application.execute(totals, { campaign }, SYSTEM)
isOver = true
await Promise.all([working, yardstick])

console.log(
  `${all} asked, ${answered} answered, ${kept.size} answers kept of ${members}; lost ${members - kept.size}; the last after ${seconds.toFixed(0)} simulated seconds (target ≤ ${WITHIN})`,
)
const replies = TURNS.flatMap((turn) => took[turn])
for (const turn of TURNS) console.log(`${turn}: median ${at(took[turn], 0.5)}, p99 ${at(took[turn], 0.99)}`)
console.log(
  `${replies.length} replies: median ${at(replies, 0.5)}, p99 ${at(replies, 0.99)} (target < 200 ms); yardstick, a bare call: median ${at(bare, 0.5)}, p99 ${at(bare, 0.99)}`,
)
const errors = log.lines.filter(({ level }) => level === 'error').length
console.log(
  `violations of the Bot API ${fake.violations.length}, errors logged ${errors}, load ${loadavg()[0]?.toFixed(1)}`,
)
for (const each of faults.slice(0, 3)) console.log(each)
await stopChannel()
await sender.stop()
await fake.stop()
await store.close()
await rm(folder, { recursive: true })
